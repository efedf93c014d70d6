// The templates module bound to its dependencies: releases of templates, and one warm rendering worker.

import type { Problem } from '~/shared/problem';
import { recentMap } from '~/shared/recent-map';
import { type CheckTemplateInput, checkTemplate } from './check-template.server';
import { fail } from './errors';
import { parseTemplate } from './parse-template.server';
import { type RenderedTemplate, renderIncomplete, renderTemplate } from './render-template.server';
import type { FieldValues, Template, TemplateDefinition } from './template.schema';
import {
  createTemplateRenderer,
  type RendererLimits,
  type StartTemplateWorker,
} from './template-renderer.server';
import { type FieldError, validateFields } from './validate-fields';

/** What the module needs of a release (platform/content). */
export interface TemplateRelease {
  readonly sha: string;
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
}
/** The part of the ReleaseStore port that templates use. */
export interface TemplateReleases {
  get(sha: string): Promise<TemplateRelease | null>;
  current(kind: 'template', id: string): Promise<TemplateRelease | null>;
  list(kind: 'template'): Promise<readonly TemplateRelease[]>;
}

export interface TemplateSummary {
  readonly id: string;
  readonly sha: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly definition: TemplateDefinition;
}

export interface TemplatesModule {
  /** Current releases that parse, by id; a broken one is left out (`./khartia check` names its faults). */
  listTemplates(): Promise<TemplateSummary[]>;
  /** The template of a pinned release. Throws templates/not-found, templates/template-invalid. */
  getTemplate(sha: string): Promise<Template>;
  /** The template of the current release of «kind/name». Same errors. */
  getCurrentTemplate(id: string): Promise<Template>;
  /** All faults of the values; empty means renderTemplate will take them. */
  validateFields(template: Template, fields: unknown): FieldError[];
  /** See render-template.server.ts. */
  renderTemplate(template: Template, fields: FieldValues): Promise<RenderedTemplate>;
  /** As renderTemplate, with unfinished fields: for a preview only, never to be stored. */
  renderIncomplete(template: Template, fields: FieldValues): Promise<RenderedTemplate>;
  /** See check-template.server.ts. */
  checkTemplate(input: CheckTemplateInput): Promise<Problem[]>;
  /** Starts the worker ahead of the first render. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export interface TemplatesDeps {
  readonly releases: TemplateReleases;
  readonly startWorker: StartTemplateWorker;
  readonly limits?: Partial<RendererLimits> | undefined;
}

const PARSED_KEPT = 200;

export function createTemplatesModule(deps: TemplatesDeps): TemplatesModule {
  const renderer = createTemplateRenderer({ startWorker: deps.startWorker, limits: deps.limits });
  // Releases are immutable: what was parsed under a sha stays right.
  const parsed = recentMap<string, Template>(PARSED_KEPT);
  const open = (release: TemplateRelease): Template => {
    const known = parsed.get(release.sha);
    if (known) return known;
    const { template, problems } = parseTemplate(release.files, {
      fileName: release.id,
      release: release.sha,
    });
    if (!template) {
      const first = problems.find((found) => found.severity === 'error')?.message ?? '';
      throw fail('template-invalid', { id: release.id, first, problems });
    }
    parsed.set(release.sha, template);
    return template;
  };
  return {
    async listTemplates() {
      const releases = await deps.releases.list('template');
      const summaries = releases.flatMap((release) => {
        const known =
          parsed.get(release.sha) ?? parseTemplate(release.files, { fileName: release.id }).template;
        return known ? [summaryOf(open(release), release.sha)] : [];
      });
      return summaries.sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async getTemplate(sha) {
      const release = await deps.releases.get(sha);
      if (!release) throw fail('not-found', { id: sha });
      return open(release);
    },
    async getCurrentTemplate(id) {
      const release = await deps.releases.current('template', id);
      if (!release) throw fail('not-found', { id });
      return open(release);
    },
    validateFields: (template, fields) => validateFields(template.definition.fields, fields),
    renderTemplate: (template, fields) => renderTemplate(renderer, template, fields),
    renderIncomplete: (template, fields) => renderIncomplete(renderer, template, fields),
    checkTemplate: (input) => checkTemplate(renderer, input),
    warmUp: () => renderer.warmUp(),
    close: () => renderer.close(),
  };
}

function summaryOf(template: Template, sha: string): TemplateSummary {
  const { kind, title, description } = template.definition;
  return { id: template.id, sha, kind, title, description, definition: template.definition };
}
