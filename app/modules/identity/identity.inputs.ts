// What forms and the command line may send, with the Russian text of every check.
import { z } from 'zod';
import { MembershipSchema } from './identity.schema';
import { DEFAULT_TIME_ZONE, TIME_ZONES } from './time-zones';

const line = (max: number) => z.string().trim().min(1).max(max);

const EmailSchema = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ error: 'Нужен адрес вида name@example.org.' }));

const MIN_PASSWORD = 10;
const PasswordSchema = z
  .string()
  .min(MIN_PASSWORD, { error: `Пароль слишком короткий: нужно не меньше ${MIN_PASSWORD} знаков.` })
  .max(200)
  .refine((text) => new Set(text).size >= 5, {
    error: 'Пароль слишком простой: в нём мало разных знаков. Удобно взять несколько слов подряд.',
  });

const TimeZoneSchema = z.enum(TIME_ZONES.map(({ value }) => value)).default(DEFAULT_TIME_ZONE);

const person = { surname: line(100), name: line(100), patronymic: line(100).optional() };
const passwords = { password: PasswordSchema, passwordRepeat: z.string() };

const samePasswords = (input: { password: string; passwordRepeat: string }, ctx: z.RefinementCtx) => {
  if (input.password !== input.passwordRepeat) {
    ctx.addIssue({
      code: 'custom',
      path: ['passwordRepeat'],
      message: 'Пароли не совпадают. Введите пароль ещё раз.',
    });
  }
};

/** Set-up page: the organisation, its administrator, and whether to load «учебные данные». */
export const SetUpInputSchema = z
  .object({
    organisationName: line(500),
    organisationShortName: line(120).optional(),
    timeZone: TimeZoneSchema,
    ...person,
    position: line(200),
    email: EmailSchema,
    ...passwords,
    samples: z.literal('on').optional(),
  })
  .superRefine(samePasswords);
export type SetUpInput = z.infer<typeof SetUpInputSchema>;

export const SignInInputSchema = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  next: z.string().max(1000).optional(),
});

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly userAgent: string;
  readonly address: string;
}

export const AddUserInputSchema = z.object({
  email: EmailSchema,
  ...person,
  password: PasswordSchema,
  memberships: z.array(MembershipSchema).min(1),
});
export type AddUserInput = z.infer<typeof AddUserInputSchema>;

export const AddOrganisationInputSchema = z.object({
  name: line(500),
  shortName: line(120).optional(),
  timeZone: TimeZoneSchema,
});
export type AddOrganisationInput = z.infer<typeof AddOrganisationInputSchema>;

export const ChangePasswordInputSchema = z
  .object({ currentPassword: z.string().min(1).max(200), ...passwords })
  .superRefine(samePasswords);
export type ChangePasswordInput = z.infer<typeof ChangePasswordInputSchema>;
