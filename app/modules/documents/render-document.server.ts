// From the aggregate to paper, and from paper to the four issued formats. Screen, PDF and DOCX share one Paper,
// so they cannot differ in words, numbers or order.
import { buildApprovalSheet, buildMarks } from '~/modules/workflows';
import { type Paper, type PdfRenderer, renderDocx, renderPaperHtml } from '~/platform/rendering/index.server';
import { canonicalJson } from '~/shared/canonical-json';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { slugify } from '~/shared/slug';
import { computeNumbers } from './body';
import type { DocumentsDeps } from './documents.deps';
import type { Document, IssuedFile, VersionContent } from './documents.schema';
import { fieldResolver } from './field-resolver';
import { buildPaper } from './output/build-paper';
import { draftStamp } from './output/paper-lines';
import { paperProfile } from './output/paper-profile';
import { paperToText } from './output/paper-text';
import { readVersionContent } from './version-content.server';

export interface PaperOptions {
  /** The sheet of decisions as the last page. */
  withSheet: boolean;
  /** Address of the verification page with its code; null prints none. */
  verifyUrl: string | null;
}

/** Kinds kept longer than ten years have the wider left margin (FACTS §1.2). */
const KEPT_LONG = new Set(['regulation', 'protocol', 'ethics-code']);

/** The paper of a document's version as it stands now: a project carries its stamp, an adopted one its number and line. */
export async function paperOf(
  deps: DocumentsDeps,
  document: Document,
  content: VersionContent,
  options: PaperOptions,
): Promise<Paper> {
  const workflow = await deps.workflows.getWorkflow(document.workflow.release);
  const { route, adoption, registration, currentVersion } = document;
  const timeZone = await deps.timeZone(document.owner);
  const sheet =
    route && options.withSheet
      ? buildApprovalSheet(workflow.definition, route, {
          title: content.card.heading,
          auditHead: await deps.auditHead(),
        })
      : null;
  return buildPaper({
    body: content.body,
    numbering: computeNumbers(content.body),
    card: content.card,
    resolveField: fieldResolver(content.fields),
    marks: route ? buildMarks(workflow.definition, route, content.card.subject, { blank: !adoption }) : [],
    sheet,
    stamp: adoption ? null : draftStamp(currentVersion.number, currentVersion.at, timeZone),
    registration: registration && adoption ? { number: registration.number, date: adoption.date } : null,
    adoption: adoption?.line || null,
    verification: options.verifyUrl ? { url: options.verifyUrl, code: true } : null,
    organisation: await deps.organisationName(document.owner),
    keywords: [document.kind],
    createdAt: (adoption?.at ?? currentVersion.at).toISOString(),
    profile: paperProfile(await deps.layoutProfile(), { keptLong: KEPT_LONG.has(document.kind) }),
    timeZone,
    printTasks: document.kind === 'protocol',
  });
}

export type RenderedFile = Omit<IssuedFile, 'sha256' | 'size' | 'at'> & { bytes: Uint8Array };

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  json: 'application/json',
} as const;

/** One paper in the four formats; deterministic but for the browser's own bytes. */
export async function renderFormats(
  pdf: PdfRenderer,
  paper: Paper,
  content: VersionContent,
  name: string,
): Promise<RenderedFile[]> {
  const html = renderPaperHtml(paper);
  const { createdAt, author, title, keywords } = paper.metadata;
  const metadata = {
    title,
    author,
    createdAt,
    keywords,
    language: 'ru-RU',
    ...(paper.metadata.identifier ? { identifier: paper.metadata.identifier } : {}),
  };
  const [pdfBytes, docxBytes] = await Promise.all([pdf.render({ html, metadata }), renderDocx(paper)]);
  const textSha256 = sha256Hex(paperToText(paper));
  const encode = (text: string) => new TextEncoder().encode(text);
  const bytes = {
    pdf: pdfBytes,
    docx: docxBytes,
    html: encode(html),
    json: encode(`${canonicalJson(content)}\n`),
  };
  return (['pdf', 'docx', 'html', 'json'] as const).map((format) => ({
    format,
    name: `${name}.${format}`,
    mediaType: MEDIA[format],
    textSha256,
    bytes: bytes[format],
  }));
}

/** The files of an issue: number, marks, sheet and code printed. Throws config/public-url-…, rendering/…. */
export async function renderIssue(
  deps: DocumentsDeps,
  _ctx: Context,
  document: Document,
): Promise<RenderedFile[]> {
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const content = readVersionContent(version);
  const verifyUrl = `${deps.publishableUrl()}/verify/${document.verifyCode}`;
  const paper = await paperOf(deps, document, content, { withSheet: true, verifyUrl });
  const number = document.registration ? `-${slugify(document.registration.number)}` : '';
  return renderFormats(deps.pdf, paper, content, `${slugify(document.title)}${number}`);
}
