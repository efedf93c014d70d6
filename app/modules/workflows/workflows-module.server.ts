// Workflows from releases: a running route asks for the very release it started on, so each sha is parsed once.

import type { Release, ReleaseStore } from '~/platform/content';
import { recentMap } from '~/shared/recent-map';
import type { TemplateField } from './condition';
import { fail } from './errors';
import { type ParsedWorkflow, parseWorkflow } from './parse-workflow';
import type { WorkflowDefinition } from './workflow.schema';

export interface Workflow {
  readonly sha: string;
  readonly id: string;
  readonly definition: WorkflowDefinition;
}

export interface WorkflowsDeps {
  readonly releases: Pick<ReleaseStore, 'get' | 'current' | 'list'>;
}

const CACHE_SIZE = 200;

function fileOf(release: Release): [string, string] {
  const entry = Object.entries(release.files).find(([name]) => name.endsWith('.yaml'));
  if (!entry) throw fail('broken-workflow', { id: release.id, reason: 'в выпуске нет файла .yaml' });
  return entry;
}

function read(release: Release): Workflow {
  const [file, text] = fileOf(release);
  const { definition, problems } = parseWorkflow(text, { file: `workflows/${release.id}/${file}` });
  if (!definition)
    throw fail('broken-workflow', { id: release.id, reason: problems[0]?.message ?? 'файл пуст' });
  return { sha: release.sha, id: release.id, definition };
}

/** Binds the module to its releases. */
export function createWorkflowsModule({ releases }: WorkflowsDeps) {
  const cache = recentMap<string, Workflow>(CACHE_SIZE);
  const remember = (release: Release): Workflow => {
    const known = cache.get(release.sha);
    if (known) return known;
    const workflow = read(release);
    cache.set(release.sha, workflow);
    return workflow;
  };
  return {
    /** The workflow of a release. Throws content/release-not-found, workflows/broken-workflow. */
    async getWorkflow(sha: string): Promise<Workflow> {
      const known = cache.get(sha);
      if (known) return known;
      return remember(await releases.get(sha));
    },
    /** The current release of `<kind>/<name>`. Throws workflows/not-found, workflows/broken-workflow. */
    async getCurrentWorkflow(id: string): Promise<Workflow> {
      const release = await releases.current('workflow', id);
      if (!release) throw fail('not-found', { id });
      return remember(release);
    },
    /** Current workflows, optionally of one kind of document, by title. */
    async listWorkflows(kind?: string): Promise<Workflow[]> {
      const all = (await releases.list('workflow')).map(remember);
      const chosen = kind ? all.filter((workflow) => workflow.definition.kind === kind) : all;
      return chosen.sort((a, b) => a.definition.title.localeCompare(b.definition.title, 'ru'));
    },
    /** Checks a file before it is published; fields are those of the kind's templates. */
    check(text: string, input: { file: string; templateFields?: readonly TemplateField[] }): ParsedWorkflow {
      return parseWorkflow(text, input);
    },
  };
}

export type WorkflowsModule = ReturnType<typeof createWorkflowsModule>;
