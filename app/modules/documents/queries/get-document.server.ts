import { tokensOfActor } from '~/modules/identity';
import { presentRoute } from '~/modules/workflows';
import { renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable, documentPolicy, rolesOf, type WorkflowRoles } from '../documents.policy';
import { outlineOf, presentFile, presentRemark, presentRouteOf, presentVersion } from '../documents.present';
import { isPossible } from '../documents.rules';
import type { Document } from '../documents.schema';
import type { DocumentView, NextAction } from '../documents.views';
import { presentHistory } from '../history.present';
import { paperOf } from '../render-document.server';
import { readVersionContent } from '../version-content.server';
import { presentAll } from './list-documents.server';

/** The whole document for its page: text as paper, route, versions, files, remarks, history, and what this person may do. */
export const getDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<DocumentView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const [workflow, version, versions, remarks, history, [item]] = await Promise.all([
      deps.workflows.getWorkflow(document.workflow.release),
      deps.repository.getVersion(document._id, document.currentVersion.sha256),
      deps.repository.listVersions(document),
      deps.repository.listRemarks(document._id),
      deps.history(document._id),
      presentAll(deps, [document]),
    ]);
    if (!item) throw new Error('presentAll lost the document');
    const content = readVersionContent(version);
    const paper = await paperOf(deps, document, content, { withSheet: false, verifyUrl: null });
    const can = permissions(ctx, document, rolesOf(workflow.definition));
    const route = document.route
      ? presentRoute(workflow.definition, document.route, ctx.now(), await deps.calendar())
      : null;
    return {
      ...item,
      paperHtml: renderPaperFragment(paper),
      outline: outlineOf(content),
      versionSha256: document.currentVersion.sha256,
      next: nextAction(document, can, item.waiting),
      can: {
        ...can,
        decide: can.decide.map((place) => ({
          ...place,
          stepTitle: workflow.definition.steps.find((step) => step.id === place.stepId)?.title ?? '',
        })),
      },
      route: presentRouteOf(route),
      versions: versions.map((one) => presentVersion(one, document.currentVersion)),
      files: document.issued.map(presentFile),
      remarks: remarks.map((remark) =>
        presentRemark(remark, document.remarks.find((head) => head.id === remark._id)?.status ?? 'open'),
      ),
      history: history.map(presentHistory),
      verifyUrl: document.verifyCode ? `/verify/${document.verifyCode}` : null,
      publicUrl: document.publication ? `/p/${document.publication.slug}` : null,
    };
  };

function permissions(ctx: Context, document: Document, roles: WorkflowRoles) {
  const { actor } = ctx;
  const { state } = document;
  const tokens = new Set(tokensOfActor(actor));
  const places = (document.route?.steps ?? [])
    .filter((step) => step.status === 'active' && state === 'in-approval')
    .flatMap((step) => step.assignees.map((assignee) => ({ step, assignee })))
    .filter(({ assignee }) => assignee.state === 'asked' && tokens.has(assignee.token))
    .map(({ step, assignee }) => ({ stepId: step.id, assigneeKey: assignee.key }));
  return {
    revise: isPossible('save-version', state) && documentPolicy.revise(actor, document),
    submit: isPossible('submit', state) && documentPolicy.submit(actor, document, roles),
    withdraw: isPossible('withdraw', state) && documentPolicy.submit(actor, document, roles),
    decide: places,
    adopt: isPossible('adopt', state) && documentPolicy.adopt(actor, document, roles),
    issue: isPossible('issue', state) && documentPolicy.issue(actor, document, roles),
    publish:
      isPossible('publish', state) && !document.publication && documentPolicy.publish(actor, document, roles),
  };
}

/** The one next step for this very person. */
function nextAction(
  document: Document,
  can: ReturnType<typeof permissions>,
  waiting: string | null,
): NextAction {
  const open = document.remarks.some((remark) => remark.status === 'open');
  if (can.decide.length > 0) return { name: 'decide', label: 'Принять решение', enabled: true };
  if (can.submit && open) return { name: 'revise', label: 'Ответить на замечания', enabled: true };
  if (can.submit) return { name: 'submit', label: 'Отправить на согласование', enabled: true };
  if (can.adopt) return { name: 'adopt', label: 'Отметить принятие', enabled: true };
  if (can.issue) return { name: 'issue', label: 'Выпустить документ', enabled: true };
  if (can.publish) return { name: 'publish', label: 'Опубликовать', enabled: true };
  if (document.issued.length > 0) return { name: 'download', label: 'Скачать', enabled: true };
  const label = waiting ? `${waiting[0]?.toUpperCase()}${waiting.slice(1)}` : 'Ваших действий не требуется';
  return { name: 'wait', label, enabled: false };
}
