// Fictional people and organisations of «учебные данные» (content/samples/people.yaml). Ids follow from keys (sample-ids.ts).
import { z } from 'zod';
import { RoleSchema } from './identity.schema';

const key = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'ключ: строчные латинские буквы, цифры и дефис' });

export const SamplePeopleSchema = z.strictObject({
  organisations: z
    .array(z.strictObject({ key, name: z.string().min(1), shortName: z.string().min(1) }))
    .min(1),
  people: z
    .array(
      z.strictObject({
        key,
        email: z.email(),
        surname: z.string().min(1),
        name: z.string().min(1),
        patronymic: z.string().min(1).optional(),
        organisation: key,
        position: z.string().min(1),
        roles: z.array(RoleSchema).min(1),
      }),
    )
    .min(1),
});
export type SamplePeople = z.infer<typeof SamplePeopleSchema>;
