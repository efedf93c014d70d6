import { presentRoute } from '~/modules/workflows';
import { renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable, documentPolicy } from '../documents.policy';
import { outlineOf, presentFile, presentRemark, presentRouteOf } from '../documents.present';
import type { Document } from '../documents.schema';
import type { DocumentView } from '../documents.views';
import { draftPaperContent } from '../drafting/paper-content.server';
import { paperOf } from '../render-document.server';
import { readVersionContent } from '../version-content.server';
import { getAskedVersion, headOf } from './get-document-head.server';

/** The whole document for its page: text as paper, route, versions, files, remarks, and what this person may do. */
export const getDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string; text?: 'version' | 'draft' }): Promise<DocumentView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    if (ctx.actor.type === 'guest') return guestDocument(deps, ctx, document);
    const [head, workflow, version, remarks] = await Promise.all([
      headOf(deps, ctx, document),
      deps.workflows.getWorkflow(document.workflow.release),
      deps.repository.getVersion(document._id, document.currentVersion.sha256),
      deps.remarks.listRemarks(document._id),
    ]);
    const stored = readVersionContent(version);
    // A working copy is shown to who may work on it; anyone else reads the version whatever he asks for.
    const asked = input.text === 'draft' && documentPolicy.revise(ctx.actor, document);
    const content = asked ? await draftPaperContent(deps, ctx, document, stored) : stored;
    const paper = await paperOf(deps, document, content, { withSheet: false, verifyUrl: null });
    const route = document.route
      ? presentRoute(workflow.definition, document.route, ctx.now(), await deps.calendar())
      : null;
    return {
      ...head,
      shown: asked ? 'draft' : 'version',
      paperHtml: await deps.norms.linkHtml(renderPaperFragment(paper)),
      outline: outlineOf(content),
      route: presentRouteOf(route),
      files: document.issued.map(presentFile),
      // Those of a discussion have a page of their own.
      remarks: remarks
        .filter((remark) => remark.decisionId !== null)
        .map((remark) =>
          presentRemark(remark, document.remarks.find((head) => head.id === remark._id)?.status ?? 'open'),
        ),
    };
  };

/** What a personal link opens: the version it was sent for and the remarks on it. */
async function guestDocument(deps: DocumentsDeps, ctx: Context, document: Document): Promise<DocumentView> {
  const [head, version, remarks] = await Promise.all([
    headOf(deps, ctx, document),
    getAskedVersion(deps, ctx, document),
    deps.remarks.listRemarks(document._id),
  ]);
  const content = readVersionContent(version);
  const paper = await paperOf(deps, document, content, { withSheet: false, verifyUrl: null });
  return {
    ...head,
    shown: 'version',
    paperHtml: await deps.norms.linkHtml(renderPaperFragment(paper)),
    outline: outlineOf(content),
    route: presentRouteOf(null),
    files: [],
    remarks: remarks
      .filter(({ versionSha256 }) => versionSha256 === version.sha256)
      .map((remark) =>
        presentRemark(remark, document.remarks.find((one) => one.id === remark._id)?.status ?? 'open'),
      ),
  };
}
