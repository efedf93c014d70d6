// The document as data for other programs: what is stored plus what is computed (numbers, printed text).
import { canonicalJson } from '~/shared/canonical-json';
import type { DocumentBody } from '../body/body.schema';
import { computeNumbers } from '../body/numbering';
import { bodyToText } from '../body/plain-text';
import type { ValueResolver } from '../body/render-values';
import type { PrintedCard } from './paper-input';

export interface DocumentJsonInput {
  readonly kind: string;
  readonly card: PrintedCard;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: DocumentBody;
  readonly resolveField: ValueResolver;
  readonly version: { readonly number: number; readonly sha256: string };
  readonly registration?: { readonly number: string } | null | undefined;
  readonly adoption?: string | null | undefined;
  readonly verificationUrl?: string | null | undefined;
}

/** JSON text of the document: indented, keys in canonical order, so equal documents give equal bytes. */
export function documentJson(input: DocumentJsonInput): string {
  const numbers = [...computeNumbers(input.body)].map(([id, { label }]) => [id, label] as const);
  const value = {
    format: 'khartia-document',
    schemaVersion: 1,
    kind: input.kind,
    title: input.card.heading,
    registration: input.registration?.number ?? null,
    adoption: input.adoption ?? null,
    verificationUrl: input.verificationUrl ?? null,
    version: input.version,
    card: input.card,
    fields: input.fields,
    body: input.body,
    numbers: Object.fromEntries(numbers),
    text: bodyToText(input.body, input.resolveField),
  };
  // Canonical order first (it also refuses what JSON cannot hold), then made readable.
  return `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
}
