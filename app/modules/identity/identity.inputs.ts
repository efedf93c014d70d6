// What forms and the command line may send, with the Russian text of every check.
import { z } from 'zod';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';
import { CaseFormsSchema, MembershipSchema, RoleSchema } from './identity.schema';
import { TIME_ZONES } from './time-zones';

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
export const ChangeOrganisationInputSchema = z.object({
  organisationId: z.string(),
  /** Aggregate version the form was made from. */
  version: z.coerce.number().int(),
  name: line(500),
  shortName: line(120),
  timeZone: TimeZoneSchema,
});
export type ChangeOrganisationInput = z.infer<typeof ChangeOrganisationInputSchema>;

/** Checkboxes of one name: nothing, one text or a list. */
const RolesSchema = z
  .union([RoleSchema, z.array(RoleSchema)])
  .optional()
  .transform((roles) => (roles === undefined ? [] : [...new Set([roles].flat())]));

export const ChangeMembershipInputSchema = z.object({
  userId: z.string(),
  organisationId: z.string(),
  /** Stamp of the card the form was made from. */
  stamp: z.string(),
  position: line(200).optional(),
  roles: RolesSchema,
});
export type ChangeMembershipInput = z.infer<typeof ChangeMembershipInputSchema>;

export const InvitePersonInputSchema = z.object({
  email: EmailSchema,
  organisationId: z.string().min(1),
  position: line(200).optional(),
  roles: RolesSchema,
});
export type InvitePersonInput = z.infer<typeof InvitePersonInputSchema>;

/** What the invited person enters; who has an account enters nothing. */
export const AcceptInvitationInputSchema = z
  .object({ ...person, position: line(200).optional(), ...passwords })
  .superRefine(samePasswords);
export type AcceptInvitationInput = z.infer<typeof AcceptInvitationInputSchema>;

export const ConfirmPersonFormsInputSchema = z.object({
  stamp: z.string(),
  gender: z.enum(['male', 'female']),
  name: CaseFormsSchema,
  short: CaseFormsSchema,
  positions: z.array(CaseFormsSchema).max(50).default([]),
});
export type ConfirmPersonFormsInput = z.infer<typeof ConfirmPersonFormsInputSchema>;

export const ConfirmOrganisationFormsInputSchema = z.object({
  organisationId: z.string(),
  version: z.coerce.number().int(),
  forms: CaseFormsSchema,
});
export type ConfirmOrganisationFormsInput = z.infer<typeof ConfirmOrganisationFormsInputSchema>;

export const CodeInputSchema = z.object({ code: line(40) });
export const TurnOffTotpInputSchema = z.object({ password: z.string().min(1).max(200), code: line(40) });
export type TurnOffTotpInput = z.infer<typeof TurnOffTotpInputSchema>;
export type AddOrganisationInput = z.infer<typeof AddOrganisationInputSchema>;

export const ChangePasswordInputSchema = z
  .object({ currentPassword: z.string().min(1).max(200), ...passwords })
  .superRefine(samePasswords);
export type ChangePasswordInput = z.infer<typeof ChangePasswordInputSchema>;
