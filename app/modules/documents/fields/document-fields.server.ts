// The fields of an existing document: its form, what saving would change, and the saving itself. Everything goes
// through the working copy (drafting), so people who have the text open see it at once.
import {
  type FieldMap,
  type FieldValues,
  normalizeFieldValues,
  type Template,
  type TypedMap,
  typedOf,
  withoutRestricted,
} from '~/modules/templates';
import { canonicalJson } from '~/shared/canonical-json';
import type { Context } from '~/shared/context';
import { countingIds } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';
import { compareBodies, type DocumentBody, type MergeSide } from '../body';
import type { DocumentsDeps } from '../documents.deps';
import { documentPolicy } from '../documents.policy';
import { isPossible } from '../documents.rules';
import { applyToDraft, getDraftContent } from '../drafting/apply-to-draft.server';
import { documentError } from '../errors';
import { fieldResolver } from '../field-resolver';
import { instantiate, readVersionContent } from '../version-content.server';
import type { FieldsReviewView } from './fields.views';
import { fieldPrints, type MergedFields, mergeFields } from './merge-fields';
import { chooseBase, conflictSides, isFromTemplate, rebuildBody, writeOutFields } from './rebuild-body';

const print = (text: string) => sha256Hex(text).slice(0, 16);
/** Renderings looked at for the one the text was made from. */
const MAX_RENDERINGS = 20;
const MAX_ATTEMPTS = 5;

export interface FieldsForm {
  readonly fields: FieldMap;
  readonly typed: TypedMap;
  /** Prints of the fields as shown; they come back with the form. */
  readonly seen: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly mayRevise: boolean;
  /** False for an imported text: there is nothing to rebuild. */
  readonly mayRebuild: boolean;
}

/** Throws documents/not-found also for those who may not read it. */
export const getFieldsForm =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string }): Promise<FieldsForm> => {
    const document = await deps.repository.getById(input.documentId);
    // A personal link shows a version and its remarks; the fields behind it are nobody else's business.
    if (ctx.actor.type === 'guest') throw documentError('not-found', { id: document._id });
    const content = await getDraftContent(deps)(ctx, input.documentId);
    const { definition } = await deps.templates.getTemplate(document.template.release);
    const { fields } = definition;
    const mayRevise =
      documentPolicy.revise(ctx.actor, document) && isPossible('save-version', document.state);
    return {
      fields,
      typed: typedOf(fields, mayRevise ? content.fields : withoutRestricted(fields, content.fields)),
      seen: fieldPrints(fields, content.fields, print),
      owner: document.owner,
      mayRevise,
      mayRebuild: isFromTemplate(content.body),
    };
  };

export interface FieldsInput {
  readonly documentId: string;
  /** Values of the form, as readFieldsForm gives them. */
  readonly values: FieldValues;
  readonly seen: Readonly<Record<string, string>>;
  /** `values`: only the living fields of the text change. `rebuild`: the template makes the text anew, merged. */
  readonly mode: 'values' | 'rebuild';
  readonly choices: Readonly<Record<string, MergeSide>>;
}

interface Prepared {
  readonly template: Template;
  readonly current: { body: DocumentBody; fields: FieldValues };
  readonly merged: MergedFields;
  readonly nextFields: Record<string, unknown>;
  readonly made: { base: DocumentBody; made: DocumentBody } | null;
}

/** What saving would change, in words. Throws documents/invalid-fields (all faults), fields-changed, not-found. */
export const reviewFields =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: FieldsInput): Promise<FieldsReviewView> => {
    const prepared = await prepare(deps, ctx, input);
    const { current, nextFields, merged, template, made } = prepared;
    const values = { current: fieldResolver(current.fields), made: fieldResolver(nextFields) };
    const rebuilt = made ? rebuild(current.body, made, input) : null;
    const after = rebuilt?.body ?? current.body;
    const changes = compareBodies(
      writeOutFields(current.body, values.current),
      writeOutFields(after, values.made),
    );
    const labels = merged.changed.map((name) => template.definition.fields[name]?.label ?? name);
    return {
      mode: input.mode,
      changes: changes.map(({ blockId, kinds, numberBefore, numberAfter, words }) => ({
        blockId,
        kinds: [...kinds],
        number: numberAfter || numberBefore,
        words: words.map(({ kind, text }) => ({ kind, text })),
      })),
      conflicts: (rebuilt?.conflicts ?? []).map((conflict) =>
        conflictSides(conflict, { current: current.body, made: made?.made ?? current.body }, values),
      ),
      changedFields: labels,
      mayRebuild: isFromTemplate(current.body),
    };
  };

/**
 * Stores new fields in the working copy and, when rebuilding, the merged text. Idempotent: the same again changes nothing.
 * Throws documents/invalid-fields, fields-changed (somebody changed the same fields), forbidden, wrong-state, busy.
 */
export const saveFields =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: FieldsInput): Promise<{ changed: boolean }> => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const prepared = await prepare(deps, ctx, input);
      const { made, current, merged, nextFields } = prepared;
      if (!made && merged.changed.length === 0) return { changed: false };
      const seen = canonicalJson(current.fields as never);
      let stale = false;
      await applyToDraft(deps)(ctx, {
        documentId: input.documentId,
        reason: made ? 'пересобрано из шаблона' : 'изменены поля',
        change: (content) => {
          // The renderings were made for these fields; others mean to prepare anew.
          stale = canonicalJson(content.fields as never) !== seen;
          if (stale) return content;
          const body = made ? rebuild(content.body, made, input).body : content.body;
          return { body, fields: merged.changed.length > 0 ? nextFields : content.fields };
        },
      });
      if (!stale) return { changed: true };
    }
    throw documentError('busy', { id: input.documentId });
  };

const rebuild = (
  current: DocumentBody,
  made: { base: DocumentBody; made: DocumentBody },
  input: FieldsInput,
) => rebuildBody({ ...made, current }, new Map(Object.entries(input.choices)));

async function prepare(deps: DocumentsDeps, ctx: Context, input: FieldsInput): Promise<Prepared> {
  const current = await getDraftContent(deps)(ctx, input.documentId);
  const document = await deps.repository.getById(input.documentId);
  const template = await deps.templates.getTemplate(document.template.release);
  const { fields } = template.definition;
  const errors = deps.templates.validateFields(template, input.values);
  if (errors.length > 0) {
    const summary = errors
      .slice(0, 3)
      .map((error) => error.message)
      .join('; ');
    throw documentError('invalid-fields', { summary, errors });
  }
  const merged = mergeFields(
    fields,
    { current: current.fields, mine: input.values, seen: input.seen },
    print,
  );
  if (merged.conflicts.length > 0) {
    const names = merged.conflicts.map((name) => `«${fields[name]?.label ?? name}»`).join(', ');
    throw documentError('fields-changed', {
      names,
      paths: merged.conflicts,
      seen: fieldPrints(fields, current.fields, print),
    });
  }
  const nextFields = normalizeFieldValues(fields, merged.values) as Record<string, unknown>;
  const made =
    input.mode === 'rebuild' && isFromTemplate(current.body)
      ? await renderSides(deps, ctx, { documentId: document._id, template, current, nextFields })
      : null;
  return { template, current, merged, nextFields, made };
}

async function renderSides(
  deps: DocumentsDeps,
  ctx: Context,
  input: {
    documentId: string;
    template: Template;
    current: { body: DocumentBody; fields: FieldValues };
    nextFields: FieldValues;
  },
): Promise<{ base: DocumentBody; made: DocumentBody }> {
  const { template, current } = input;
  const ref = { id: template.id, release: template.release ?? '' };
  const render = async (fields: FieldValues) =>
    instantiate((await deps.templates.renderTemplate(template, fields)).bodyHtml, ref, {
      newId: countingIds(),
    });
  const made = await render(input.nextFields);
  const renderings: DocumentBody[] = [];
  for (const fields of await earlierFields(deps, ctx, input.documentId, current.fields)) {
    if (deps.templates.validateFields(template, fields).length === 0) renderings.push(await render(fields));
  }
  return { base: chooseBase(renderings, current.body), made };
}

/** Fields of the working copy and of the versions, each once, newest first; the first version's always among them. */
async function earlierFields(
  deps: DocumentsDeps,
  _ctx: Context,
  documentId: string,
  now: FieldValues,
): Promise<FieldValues[]> {
  const document = await deps.repository.getById(documentId);
  const versions = await deps.repository.listVersions(document);
  const last = versions.at(-1);
  const looked = [...versions.slice(0, MAX_RENDERINGS - 1), ...(last ? [last] : [])];
  const all = new Map<string, FieldValues>([[canonicalJson(now as never), now]]);
  for (const { sha256 } of looked) {
    const { fields } = readVersionContent(await deps.repository.getVersion(documentId, sha256));
    const key = canonicalJson(fields as never);
    if (!all.has(key)) all.set(key, fields);
  }
  return [...all.values()];
}
