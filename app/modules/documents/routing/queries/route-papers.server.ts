// Papers of a route: the sheet of decisions apart from the document, and the summary of remarks with their answers.
import { buildApprovalSheet } from '~/modules/workflows';
import { renderDocx } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { formatDate, localDate } from '~/shared/russian';
import { slugify } from '~/shared/slug';
import type { MadeFile, PreviewFormat } from '../../discussion/queries/papers.server';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import type { Document } from '../../documents.schema';
import { documentError } from '../../errors';
import { buildSheetPaper, buildSummaryPaper, paperProfile, type SummaryRow } from '../../output';
import type { Remark, RemarkStatus } from '../../remarks/remarks.schema';
import { MEDIA_TYPES, renderPaperPdf } from '../../render-document.server';

export interface RoutePaperInput {
  readonly documentId: string;
  readonly name: 'sheet' | 'remarks';
  readonly format: PreviewFormat;
}

/** For who may read the document and its route; guests see neither. Throws documents/not-found. */
export const getRoutePaper =
  (deps: DocumentsDeps) =>
  async (ctx: Context, { documentId, name, format }: RoutePaperInput): Promise<MadeFile> => {
    const document = await deps.repository.getById(documentId);
    assertReadable(ctx.actor, document);
    if (ctx.actor.type === 'guest' || (name === 'sheet' && !document.route))
      throw documentError('not-found', { id: documentId });
    const paper =
      name === 'sheet' ? await sheetPaper(deps, ctx, document) : await remarksPaper(deps, ctx, document);
    const bytes = format === 'pdf' ? await renderPaperPdf(deps.pdf, paper) : await renderDocx(paper);
    const title = name === 'sheet' ? 'list-soglasovaniya' : 'svod-zamechaniy';
    return {
      name: `${title}-${slugify(document.title)}.${format}`,
      mediaType: MEDIA_TYPES[format],
      bytes: new Uint8Array(bytes),
    };
  };

async function common(deps: DocumentsDeps, ctx: Context, document: Document) {
  const timeZone = await deps.timeZone(document.owner);
  return {
    timeZone,
    date: formatDate(localDate(ctx.now(), timeZone)),
    organisation: await deps.organisationName(document.owner),
    createdAt: ctx.now().toISOString(),
    profile: paperProfile(await deps.layoutProfile()),
  };
}

async function sheetPaper(deps: DocumentsDeps, ctx: Context, document: Document) {
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  if (!document.route) throw documentError('not-found', { id: document._id });
  const auditHead = await deps.auditHead();
  const sheet = buildApprovalSheet(definition, document.route, { title: document.title, auditHead });
  const { timeZone, ...rest } = await common(deps, ctx, document);
  const past = await Promise.all(
    [...document.pastRoutes].reverse().map(async (route) => ({
      sheet: buildApprovalSheet(
        (await deps.workflows.getWorkflow(route.workflow.release)).definition,
        route,
        { title: document.title },
      ),
      sentOn: formatDate(localDate(route.startedAt, timeZone), 'short'),
    })),
  );
  const number = document.registration?.number ?? null;
  return buildSheetPaper({ ...rest, timeZone, number, sheet, past });
}

async function remarksPaper(deps: DocumentsDeps, ctx: Context, document: Document) {
  const remarks = await deps.remarks.listRemarks(document._id);
  const status = new Map(document.remarks.map((head) => [head.id, head.status]));
  const rows = remarks.map((remark, index) => rowOf(remark, status.get(remark._id) ?? 'open', index));
  const open = rows.filter(({ outcome }) => outcome === OUTCOMES.open).length;
  return buildSummaryPaper({
    ...(await common(deps, ctx, document)),
    titleLines: ['СВОД ЗАМЕЧАНИЙ И ПРЕДЛОЖЕНИЙ', `к документу: ${document.title}`],
    notes: [`Версия ${document.currentVersion.number}. Замечаний: ${rows.length}, без ответа: ${open}.`],
    rows,
  });
}

const OUTCOMES: Readonly<Record<string, string>> = {
  open: 'ответа нет',
  accepted: 'принято',
  partly: 'принято частично',
  declined: 'отклонено',
  resolved: 'решено',
};
const LAST = 1_000_000;

function rowOf(remark: Remark, status: RemarkStatus, index: number): SummaryRow {
  const point = remark.pointNumber.replace(/\.$/, '');
  return {
    number: String(index + 1),
    point: point ? `п. ${point}` : 'в целом',
    order: point ? Number.parseInt(point, 10) || 0 : LAST,
    author: [remark.authorName, remark.organisation].filter(Boolean).join(', '),
    kind: '',
    text: remark.text,
    grounds: '',
    outcome: OUTCOMES[status] ?? status,
    reason: remark.answer?.text ?? '',
    wording: '',
  };
}
