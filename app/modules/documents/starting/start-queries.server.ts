// What a person needs to begin a document: templates to choose from, his unfinished forms, a look at the paper.
import type { FieldMap, TypedMap } from '~/modules/templates';
import type { TemplateSummary } from '~/modules/templates/index.server';
import { renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { countingIds } from '~/shared/ids';
import { readTemplateHtml } from '../body';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, documentPolicy } from '../documents.policy';
import { kindName } from '../documents.present';
import { documentError } from '../errors';
import { fieldResolver } from '../field-resolver';
import { buildPaper, draftStamp, paperProfile } from '../output';
import type { FormDraftView, PreviewView, StartTemplateView } from './start.views';

/** Organisations a person may draft for. */
export const organisationsToDraftFor = (ctx: Context): string[] => [
  ...new Set(
    ctx.actor.memberships
      .map(({ organisationId }) => organisationId)
      .filter((id) => documentPolicy.create(ctx.actor, id)),
  ),
];

function assertMayStart(ctx: Context): void {
  const allowed = ctx.actor.type === 'system' || organisationsToDraftFor(ctx).length > 0;
  assertAllowed(allowed, 'создавать документы');
}

/** Templates as cards, by kind; those whose words hold every word of the query. Throws documents/forbidden. */
export const listStartTemplates =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { q?: string | undefined } = {}): Promise<StartTemplateView[]> => {
    assertMayStart(ctx);
    const words = (input.q ?? '').toLowerCase().replaceAll('ё', 'е').split(/\s+/).filter(Boolean);
    const [templates, faults] = await Promise.all([
      deps.templates.listTemplates(),
      deps.norms.listTemplateFaults(),
    ]);
    const all = templates.map((one) => presentTemplate(one, faults.get(one.id)));
    return all.filter((card) => {
      const text = `${card.title} ${card.description} ${card.kindName}`.toLowerCase().replaceAll('ё', 'е');
      return words.every((word) => text.includes(word));
    });
  };

function presentTemplate(template: TemplateSummary, faults: readonly string[] = []): StartTemplateView {
  const { lifecycle, fields } = template.definition;
  const all = Object.values(fields);
  return {
    id: template.id,
    kind: template.kind,
    kindName: kindName(template.kind),
    title: template.title,
    description: template.description,
    sections: all.map((field) => field.label),
    required: all.filter((field) => field.required).length,
    numbered: lifecycle.numberSource === 'register',
    signature: lifecycle.signature,
    publication: lifecycle.publication,
    faults: [...faults],
  };
}

export interface StartForm {
  readonly template: StartTemplateView;
  readonly fields: FieldMap;
  readonly release: string;
}

/** The form of a template. Throws documents/forbidden, templates/not-found. */
export const getStartForm =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { templateId: string }): Promise<StartForm> => {
    assertMayStart(ctx);
    const template = await deps.templates.getCurrentTemplate(input.templateId);
    const { kind, title, description } = template.definition;
    const sha = template.release ?? '';
    const summary = { id: template.id, sha, kind, title, description, definition: template.definition };
    const faults = await deps.norms.listTemplateFaults();
    return {
      template: presentTemplate(summary, faults.get(summary.id)),
      fields: template.definition.fields,
      release: sha,
    };
  };

/** A person's unfinished forms, newest first. */
export const listFormDrafts =
  (deps: DocumentsDeps) =>
  async (ctx: Context): Promise<FormDraftView[]> => {
    const [drafts, templates] = await Promise.all([
      deps.formDrafts.list(ctx.actor.id, ctx.now()),
      deps.templates.listTemplates(),
    ]);
    const titles = new Map(templates.map(({ id, title }) => [id, title]));
    return drafts.flatMap((draft) => {
      const templateTitle = titles.get(draft.templateId);
      if (!templateTitle) return [];
      const { _id: id, title, templateId, owner } = draft;
      const times = { updatedAt: draft.updatedAt.toISOString(), expiresAt: draft.expiresAt.toISOString() };
      return [{ id, title, templateId, templateTitle, owner, ...times }];
    });
  };

/** An unfinished form of one's own. Throws documents/form-not-found. */
export const getFormDraft =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { id: string },
  ): Promise<{ id: string; revision: number; owner: string; templateId: string; typed: TypedMap }> => {
    const draft = await deps.formDrafts.find(ctx.actor.id, input.id);
    if (!draft || draft.expiresAt <= ctx.now()) throw documentError('form-not-found');
    const { _id: id, revision, owner, templateId, typed } = draft;
    return { id, revision, owner, templateId, typed };
  };

/** The paper as it would be now; required gaps show their names. Throws documents/forbidden, templates/…. */
export const previewTemplate =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: {
      templateId: string;
      release?: string | undefined;
      owner: string;
      fields: Record<string, unknown>;
    },
  ): Promise<PreviewView> => {
    assertAllowed(documentPolicy.create(ctx.actor, input.owner), 'готовить документ организации');
    const template = input.release
      ? await deps.templates.getTemplate(input.release)
      : await deps.templates.getCurrentTemplate(input.templateId);
    const rendered = await deps.templates.renderIncomplete(template, input.fields);
    const { body } = readTemplateHtml(rendered.bodyHtml, {
      template: template.id,
      release: template.release ?? '',
      newId: countingIds(),
    });
    if (!body) return { html: null };
    const timeZone = await deps.timeZone(input.owner);
    const paper = buildPaper({
      body,
      card: rendered.card,
      resolveField: fieldResolver(rendered.fields),
      marks: [],
      stamp: draftStamp(1, ctx.now(), timeZone),
      organisation: await deps.organisationName(input.owner),
      createdAt: ctx.now().toISOString(),
      profile: paperProfile(await deps.layoutProfile()),
      timeZone,
    });
    return { html: renderPaperFragment(paper) };
  };
