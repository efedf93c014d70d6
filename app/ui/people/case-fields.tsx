import type { CaseForms } from '~/modules/identity';
import { TextField } from '../fields';
import { useMessages } from '../messages/messages-context';

const CASES = ['genitive', 'dative', 'accusative', 'instrumental', 'prepositional'] as const;

interface CaseFieldsProps {
  legend: string;
  /** Prefix of the names: `name` makes `name.genitive`. */
  name: string;
  forms: CaseForms;
  errors?: Readonly<Record<string, readonly string[]>> | undefined;
  typed?: ((name: string) => string | undefined) | undefined;
}

/** Oblique cases of one name, each in a box of its own. */
export function CaseFields({ legend, name, forms, errors = {}, typed }: CaseFieldsProps) {
  const t = useMessages();
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="pr-3 text-lg font-semibold">{legend}</legend>
      {CASES.map((kase) => (
        <TextField
          key={kase}
          label={t(`case.${kase}`)}
          name={`${name}.${kase}`}
          required
          defaultValue={typed?.(`${name}.${kase}`) ?? forms[kase]}
          errors={errors[`${name}.${kase}`]}
        />
      ))}
    </fieldset>
  );
}
