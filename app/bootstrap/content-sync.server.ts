// Publishes the valid content as releases: knows which module judges which kind. What did not change is not judged again.
import { checkTemplateBody } from '~/modules/documents/index.server';
import { loadRuleBook } from '~/modules/rules';
import { listFieldPaths } from '~/modules/templates';
import { parseTemplate, type TemplatesModule } from '~/modules/templates/index.server';
import { parseWorkflow, type TemplateField } from '~/modules/workflows';
import {
  type ContentStore,
  listCandidates,
  type ReleaseCandidate,
  type ReleaseStore,
  type ReleaseValidator,
  type SyncReport,
  syncReleases,
} from '~/platform/content/index.server';
import type { Problem } from '~/shared/problem';

export type CheckTemplate = TemplatesModule['checkTemplate'];

/** Fields of all templates of a kind: a condition of a workflow may name any of them. */
function fieldsOfKind(candidates: readonly ReleaseCandidate[], kind: string): TemplateField[] {
  return candidates
    .filter((candidate) => candidate.kind === 'template' && candidate.id.startsWith(`${kind}/`))
    .flatMap(({ files, path }) => {
      const { template } = parseTemplate(files, { fileName: path });
      return template ? listFieldPaths(template.definition.fields) : [];
    });
}

/** One validator for each kind of entry. Pure but for the rendering worker of templates. */
export function contentValidators(checkTemplate: CheckTemplate, candidates: readonly ReleaseCandidate[]) {
  const template: ReleaseValidator = ({ files, path }) =>
    checkTemplate({ files, fileName: path, readBody: checkTemplateBody });
  const workflow: ReleaseValidator = ({ id, files, path }) => {
    const [text = ''] = Object.values(files);
    const kind = id.split('/')[0] ?? '';
    const fields = fieldsOfKind(candidates, kind);
    return parseWorkflow(text, { file: path, ...(fields.length > 0 ? { templateFields: fields } : {}) })
      .problems;
  };
  const content: ReleaseValidator = ({ files, path, id }) => {
    if (!id.startsWith('rules/')) return [];
    return loadRuleBook(Object.fromEntries(Object.values(files).map((text) => [path, text]))).problems;
  };
  return { template, workflow, content };
}

/** All problems of the content as it lies there; for `./khartia check`. */
export async function checkContent(
  content: Parameters<typeof listCandidates>[0],
  checkTemplate: CheckTemplate,
): Promise<{ problems: Problem[]; checked: number }> {
  const candidates = await listCandidates(content);
  const validators = contentValidators(checkTemplate, candidates);
  const problems: Problem[] = [];
  for (const candidate of candidates) problems.push(...(await validators[candidate.kind](candidate)));
  return { problems, checked: candidates.length };
}

/** Publishes what changed and is valid; the former release of what is not stays. Idempotent. */
export async function publishContent(
  content: ContentStore,
  releases: ReleaseStore,
  checkTemplate: CheckTemplate,
): Promise<SyncReport> {
  const validators = contentValidators(checkTemplate, await listCandidates(content));
  const unlessKnown =
    (validate: ReleaseValidator): ReleaseValidator =>
    async (candidate) => {
      const current = await releases.current(candidate.kind, candidate.id);
      const names = Object.keys(candidate.files);
      const isSame =
        current !== null &&
        Object.keys(current.files).length === names.length &&
        names.every((name) => current.files[name] === candidate.files[name]);
      return isSame ? [] : validate(candidate);
    };
  return syncReleases({
    content,
    releases,
    validators: {
      template: unlessKnown(validators.template),
      workflow: unlessKnown(validators.workflow),
      content: unlessKnown(validators.content),
    },
  });
}
