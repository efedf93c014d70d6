// Values of the form, field by field, with their labels. Restricted values (personal data) are told to be changed only.
import type { FieldDeclaration, FieldMap, TemplateDefinition } from '~/modules/templates';
import { canonicalJson } from '~/shared/canonical-json';
import { formatDate, formatFieldValue } from '~/shared/russian';
import { diffWords } from '../body/changes';
import type { ChangeDetail } from './versions.views';

interface Leaf {
  readonly label: string;
  readonly text: string;
  readonly secret: boolean;
  /** What tells two values apart also where their texts are the same. */
  readonly raw: string;
}

type Values = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueText(declaration: FieldDeclaration, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (declaration.type === 'choice') return declaration.options[String(value)] ?? String(value);
  if (declaration.type === 'date' && typeof value === 'string') return formatDate(value);
  return formatFieldValue(value, 'text');
}

function leaves(
  fields: FieldMap,
  values: Values,
  prefix: string,
  path: string,
  out: Map<string, Leaf>,
): void {
  for (const [name, declaration] of Object.entries(fields)) {
    const value = values[name];
    const at = path ? `${path}.${name}` : name;
    const label = prefix ? `${prefix} → ${declaration.label}` : declaration.label;
    if (declaration.type === 'group')
      leaves(declaration.fields, isRecord(value) ? value : {}, label, at, out);
    else if (declaration.type === 'list') listLeaves(declaration, value, label, at, out);
    else if (value !== undefined && value !== null && value !== '') {
      const secret = declaration.privacy === 'restricted';
      out.set(at, { label, text: valueText(declaration, value), secret, raw: canonicalJson(value) });
    }
  }
}

function listLeaves(
  declaration: Extract<FieldDeclaration, { type: 'list' }>,
  value: unknown,
  label: string,
  path: string,
  out: Map<string, Leaf>,
): void {
  const entries = Array.isArray(value) ? value : [];
  entries.forEach((entry: unknown, i) => {
    const key = isRecord(entry) && typeof entry.key === 'string' ? entry.key : String(i);
    const name = `${label}, ${declaration.entryLabel} ${i + 1}`;
    if (declaration.fields)
      leaves(declaration.fields, isRecord(entry) ? entry : {}, name, `${path}.${key}`, out);
    else {
      const secret = declaration.privacy === 'restricted';
      out.set(`${path}.${key}`, {
        label: name,
        text: formatFieldValue(entry, 'text'),
        secret,
        raw: canonicalJson([entry]),
      });
    }
  });
}

const MAX_FIELDS = 200;

/** Changed values in the order of the form. Without a definition nothing can be named, so nothing is told. */
export function compareFields(
  before: Values,
  after: Values,
  definition: TemplateDefinition | null,
): ChangeDetail[] {
  if (!definition) return [];
  const [old, now] = [new Map<string, Leaf>(), new Map<string, Leaf>()];
  leaves(definition.fields, before, '', '', old);
  leaves(definition.fields, after, '', '', now);
  const out: ChangeDetail[] = [];
  for (const path of new Set([...now.keys(), ...old.keys()])) {
    const [was, is] = [old.get(path), now.get(path)];
    if (was?.raw === is?.raw) continue;
    const { label, secret } = (is ?? was) as Leaf;
    if (secret) out.push({ label: `${label} (личные сведения не показываются)`, words: [] });
    else out.push({ label, words: diffWords(was?.text ?? '', is?.text ?? '') });
  }
  return out.length <= MAX_FIELDS
    ? out
    : [...out.slice(0, MAX_FIELDS), { label: `…и ещё ${out.length - MAX_FIELDS}`, words: [] }];
}
