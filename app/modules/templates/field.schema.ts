// Declarations of a template's fields (template.yaml → fields) as zod: types, checks, conditions.
import { z } from 'zod';
import { FIELD_LIMITS } from './field-limits';

/** Names that would clash with list keys, Handlebars or object internals. */
const RESERVED = new Set([
  'key',
  'this',
  'length',
  'constructor',
  'prototype',
  'root',
  'index',
  'first',
  'last',
]);
const FieldNameSchema = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9]{0,39}$/,
    'имя поля: латинская строчная буква, затем латинские буквы и цифры, до 40 знаков',
  )
  .refine((name) => !RESERVED.has(name), 'это имя поля занято: выберите другое');

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'дата пишется как ГГГГ-ММ-ДД');
const text = z.string().trim().min(1);

const textCheck = (longest: number) =>
  z
    .strictObject({
      minLength: z.number().int().min(1).optional(),
      maxLength: z.number().int().min(1).max(longest),
      /** A regular expression over the whole value; `message` says in Russian what is expected. */
      pattern: z.string().max(200).refine(isPattern, 'неверное регулярное выражение').optional(),
      message: text.optional(),
    })
    .refine((check) => !check.pattern || check.message, 'к pattern нужно объяснение message по-русски');

const NumberCheckSchema = z.strictObject({
  min: z.number(),
  max: z.number(),
  integer: z.boolean().default(true),
});
const DateCheckSchema = z.strictObject({
  notBefore: isoDate,
  notAfter: isoDate,
  /** The date may not be earlier than the value of this field. */
  notBeforeField: text.optional(),
});

/** Shown and required only where another field has a value; a path is a sibling's name or «/absolute.path». */
export const WhenSchema = z
  .strictObject({
    field: text,
    is: z.union([z.string(), z.boolean(), z.number()]).optional(),
    in: z.array(z.union([z.string(), z.number()])).optional(),
    filled: z.boolean().optional(),
  })
  .refine(
    (when) => [when.is, when.in, when.filled].filter((part) => part !== undefined).length === 1,
    'в условии when нужно ровно одно из is, in, filled',
  );
export type When = z.infer<typeof WhenSchema>;

const PrivacySchema = z.enum(['public', 'internal', 'restricted']);

const base = {
  label: text,
  hint: text,
  required: z.boolean().default(false),
  when: WhenSchema.optional(),
  /** Class of personal data (FACTS 7): restricted values never reach public copies. */
  privacy: PrivacySchema.default('public'),
};

const TextFieldSchema = z.strictObject({
  ...base,
  type: z.literal('text'),
  check: textCheck(FIELD_LIMITS.text),
});
const LongTextFieldSchema = z.strictObject({
  ...base,
  type: z.literal('longText'),
  check: textCheck(FIELD_LIMITS.longText),
});
const DateFieldSchema = z.strictObject({ ...base, type: z.literal('date'), check: DateCheckSchema });
const TimeFieldSchema = z.strictObject({ ...base, type: z.literal('time') });
const NumberFieldSchema = z.strictObject({ ...base, type: z.literal('number'), check: NumberCheckSchema });
const BooleanFieldSchema = z.strictObject({ ...base, type: z.literal('boolean') });
const UrlFieldSchema = z.strictObject({ ...base, type: z.literal('url') });
const ChoiceFieldSchema = z.strictObject({
  ...base,
  type: z.literal('choice'),
  /** value → Russian label, in the order of the form. */
  options: z.record(
    z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'значение варианта: латинские буквы и цифры'),
    text,
  ),
});
const PersonFieldSchema = z.strictObject({ ...base, type: z.literal('person') });
const OrganisationFieldSchema = z.strictObject({ ...base, type: z.literal('organisation') });

const ScalarItemSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), check: textCheck(FIELD_LIMITS.text) }),
  z.strictObject({ type: z.literal('longText'), check: textCheck(FIELD_LIMITS.longText) }),
  z.strictObject({ type: z.literal('url') }),
]);
export type ScalarItem = z.infer<typeof ScalarItemSchema>;

export type ScalarField =
  | z.infer<typeof TextFieldSchema>
  | z.infer<typeof LongTextFieldSchema>
  | z.infer<typeof DateFieldSchema>
  | z.infer<typeof TimeFieldSchema>
  | z.infer<typeof NumberFieldSchema>
  | z.infer<typeof BooleanFieldSchema>
  | z.infer<typeof UrlFieldSchema>
  | z.infer<typeof ChoiceFieldSchema>
  | z.infer<typeof PersonFieldSchema>
  | z.infer<typeof OrganisationFieldSchema>;

type FieldBase = Pick<z.infer<typeof TimeFieldSchema>, 'label' | 'hint' | 'required' | 'when' | 'privacy'>;
export type FieldMap = Record<string, FieldDeclaration>;
export interface GroupField extends FieldBase {
  type: 'group';
  fields: FieldMap;
}
/** A repeat: entries are objects with a stable `key` (`fields`) or plain values (`of`). */
export interface ListField extends FieldBase {
  type: 'list';
  repeat: { min: number; max: number };
  /** What one entry is called: «пункт», «соорганизатор». */
  entryLabel: string;
  fields?: FieldMap | undefined;
  of?: ScalarItem | undefined;
}
export type FieldDeclaration = ScalarField | GroupField | ListField;
export type FieldType = FieldDeclaration['type'];

export const FieldMapSchema: z.ZodType<FieldMap> = z.record(
  FieldNameSchema,
  z.lazy(() => FieldDeclarationSchema),
);

const FieldDeclarationSchema: z.ZodType<FieldDeclaration> = z.discriminatedUnion('type', [
  TextFieldSchema,
  LongTextFieldSchema,
  DateFieldSchema,
  TimeFieldSchema,
  NumberFieldSchema,
  BooleanFieldSchema,
  UrlFieldSchema,
  ChoiceFieldSchema,
  PersonFieldSchema,
  OrganisationFieldSchema,
  z.strictObject({ ...base, type: z.literal('group'), fields: FieldMapSchema }),
  z
    .strictObject({
      ...base,
      type: z.literal('list'),
      entryLabel: text,
      repeat: z.strictObject({
        min: z.number().int().min(0),
        max: z.number().int().min(1).max(FIELD_LIMITS.list),
      }),
      fields: FieldMapSchema.optional(),
      of: ScalarItemSchema.optional(),
    })
    .refine(
      (list) => !list.fields !== !list.of,
      'в списке нужно ровно одно из fields (записи) и of (значения)',
    )
    .refine((list) => list.repeat.min <= list.repeat.max, 'repeat.min больше repeat.max'),
]);

export const FIELD_TYPES: readonly FieldType[] = [
  'text',
  'longText',
  'date',
  'time',
  'number',
  'boolean',
  'choice',
  'person',
  'organisation',
  'url',
  'list',
  'group',
];

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
