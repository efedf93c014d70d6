// Makes the content of a version: fields and body become canonical bytes, and their hash is what people agree to.

import type { FieldValues, Template } from '~/modules/templates';
import type { TemplatesModule } from '~/modules/templates/index.server';
import { canonicalBytes } from '~/shared/canonical-json';
import type { Context } from '~/shared/context';
import { countingIds } from '~/shared/ids';
import type { Problem } from '~/shared/problem';
import { recentMap } from '~/shared/recent-map';
import { sha256Hex } from '~/shared/sha256.server';
import { normalizeBody, readTemplateHtml } from './body';
import type { DocumentBody } from './body/body.schema';
import { type Version, type VersionContent, VersionContentSchema } from './documents.schema';
import { documentError } from './errors';

export interface MadeVersion {
  content: VersionContent;
  version: Version;
}

export interface VersionInput {
  documentId: string;
  number: number;
  baseSha256: string | null;
  note: string;
  /** Made by the program, not called by a person. */
  automatic?: boolean | undefined;
  fields: FieldValues;
  /** Absent = instantiate from the template (the first version). */
  body?: DocumentBody | undefined;
}

/** Throws documents/invalid-fields (all faults), documents/template-body, documents/body-… */
export async function makeVersion(
  templates: TemplatesModule,
  template: Template,
  ctx: Context,
  input: VersionInput,
): Promise<MadeVersion> {
  const errors = templates.validateFields(template, input.fields);
  if (errors.length > 0) {
    const summary = errors
      .slice(0, 3)
      .map((error) => error.message)
      .join('; ');
    throw documentError('invalid-fields', { summary, errors });
  }
  const rendered = await templates.renderTemplate(template, input.fields);
  const ref = { id: template.id, release: template.release ?? '' };
  const body = input.body ? normalizeBody(input.body, ctx.newId) : instantiate(rendered.bodyHtml, ref, ctx);
  const content: VersionContent = {
    schemaVersion: 1,
    template: ref,
    // The normalised form: entries have their keys, absent lists are empty. Canonical JSON has no undefined.
    fields: JSON.parse(JSON.stringify(rendered.fields)) as Record<string, unknown>,
    card: rendered.card,
    body,
  };
  const bytes = new Uint8Array(canonicalBytes(content));
  const version: Version = {
    schemaVersion: 1,
    _id: ctx.newId('ver'),
    documentId: input.documentId,
    number: input.number,
    sha256: sha256Hex(bytes),
    baseSha256: input.baseSha256,
    bytes,
    authorId: ctx.actor.id,
    authorName: ctx.actor.name,
    note: input.note,
    automatic: input.automatic ?? false,
    at: ctx.now(),
  };
  return { content, version };
}

/** The text that a template rendered. Throws documents/template-body. */
export function instantiate(
  html: string,
  template: { id: string; release: string },
  ctx: Pick<Context, 'newId'>,
): DocumentBody {
  const { body, problems } = readTemplateHtml(html, {
    template: template.id,
    release: template.release,
    newId: ctx.newId,
  });
  const fatal = problems.find((problem) => problem.severity === 'error');
  if (fatal || !body)
    throw documentError('template-body', { id: template.id, problem: fatal?.message ?? '' });
  return body;
}

/** The strict reading of what a template rendered, for the templates' check (it may not import this module). */
export function checkTemplateBody(html: string): { problems: readonly Problem[] } {
  return readTemplateHtml(html, { template: 'check', release: 'check', newId: countingIds() });
}

/** Contents by hash: what a hash names never changes, and reading a long text costs 100 ms. */
const kept = recentMap<string, VersionContent>(8);

/** Reads a stored version; its bytes are checked against the hash that people agreed to. Throws a plain Error when they differ. */
export function readVersionContent(version: Pick<Version, 'bytes' | 'sha256'>): VersionContent {
  if (sha256Hex(version.bytes) !== version.sha256)
    throw new Error(`version ${version.sha256}: stored bytes differ from their hash`);
  const known = kept.get(version.sha256);
  if (known) return known;
  const content = VersionContentSchema.parse(JSON.parse(new TextDecoder().decode(version.bytes)));
  kept.set(version.sha256, content);
  return content;
}
