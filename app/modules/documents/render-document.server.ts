// From the aggregate to paper, and from paper to the four issued formats. Screen, PDF and DOCX share one Paper,
// so they cannot differ in words, numbers or order.
import { buildApprovalSheet, buildMarks } from '~/modules/workflows';
import { type Paper, paperToText } from '~/platform/rendering';
import { type PdfRenderer, renderDocx, renderPaperHtml } from '~/platform/rendering/index.server';
import { sha256Hex } from '~/shared/sha256.server';
import { slugify } from '~/shared/slug';
import type { DocumentBody } from './body/body.schema';
import type { DocumentsDeps } from './documents.deps';
import type { Document, IssuedFile, VersionContent } from './documents.schema';
import { fieldResolver } from './field-resolver';
import { basisLine, buildPaper, documentJson, draftStamp, paperProfile } from './output';
import { readVersionContent } from './version-content.server';

export interface PaperOptions {
  /** The sheet of decisions as the last page. */
  withSheet: boolean;
  /** Address of the verification page with its code; null prints none. */
  verifyUrl: string | null;
  /** The version that `content` is of, when it is not the current one: an earlier project shows its own stamp. */
  version?: { number: number; at: Date } | undefined;
  /** Body by whose numbers references are printed, when it is not the content's own. */
  refsOf?: DocumentBody | undefined;
  /** The whole body, when `content` holds an extract of it. */
  numbersOf?: DocumentBody | undefined;
}

/** Kinds kept longer than ten years have the wider left margin (ГОСТ Р 7.0.97, поля документов длительного хранения). */
const KEPT_LONG: ReadonlySet<string> = new Set(['regulation', 'protocol', 'ethics-code']);

/** The paper of a document's version as it stands now: a project carries its stamp, an adopted one its number and line. */
export async function paperOf(
  deps: DocumentsDeps,
  document: Document,
  content: VersionContent,
  options: PaperOptions,
): Promise<Paper> {
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  const { route, adoption, registration, basis } = document;
  const version = options.version ?? document.currentVersion;
  const timeZone = await deps.timeZone(document.owner);
  const sheet =
    route && options.withSheet
      ? buildApprovalSheet(definition, route, {
          title: content.card.heading,
          auditHead: await deps.auditHead(),
        })
      : null;
  return buildPaper({
    body: content.body,
    ...(options.refsOf ? { refsOf: options.refsOf } : {}),
    ...(options.numbersOf ? { numbersOf: options.numbersOf } : {}),
    card: content.card,
    resolveField: fieldResolver(content.fields),
    marks: route ? buildMarks(definition, route, content.card.subject, { blank: !adoption }) : [],
    sheet,
    stamp: adoption ? null : draftStamp(version.number, version.at, timeZone),
    registration: registration && adoption ? { number: registration.number, date: adoption.date } : null,
    adoption: adoption ? adoption.line || null : basisOf(basis, content, version.number),
    verification: options.verifyUrl ? { url: options.verifyUrl, code: true } : null,
    organisation: await deps.organisationName(document.owner),
    keywords: [document.kind],
    createdAt: (adoption?.at ?? version.at).toISOString(),
    profile: paperProfile(await deps.layoutProfile(), { keptLong: KEPT_LONG.has(document.kind) }),
    timeZone,
    printTasks: document.kind === 'protocol',
  });
}

/** «Принята за основу …» under the title of a project, from the version on which it was decided. */
function basisOf(basis: Document['basis'], { card }: VersionContent, number: number): string | null {
  if (!basis || number < basis.version.number) return null;
  return basisLine({ word: basis.word, by: card.adoption ?? null, date: basis.date });
}

export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  json: 'application/json',
} as const;

/** The final PDF of a paper. Throws rendering/…. */
export function renderPaperPdf(pdf: PdfRenderer, paper: Paper): Promise<Uint8Array> {
  const { createdAt, author, title, keywords, identifier } = paper.metadata;
  return pdf.render({
    html: renderPaperHtml(paper),
    metadata: {
      title,
      author,
      createdAt,
      keywords,
      language: 'ru-RU',
      ...(identifier ? { identifier } : {}),
    },
  });
}

export type RenderedFile = Omit<IssuedFile, 'sha256' | 'size' | 'at'> & { bytes: Uint8Array };

/** The files of an issue: number, marks, sheet and code printed. Throws config/public-url-…, rendering/…. */
export async function renderIssue(deps: DocumentsDeps, document: Document): Promise<RenderedFile[]> {
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const content = readVersionContent(version);
  const verificationUrl = `${deps.publishableUrl()}/verify/${document.verifyCode}`;
  const paper = await paperOf(deps, document, content, { withSheet: true, verifyUrl: verificationUrl });
  const [pdf, docx] = await Promise.all([renderPaperPdf(deps.pdf, paper), renderDocx(paper)]);
  const json = documentJson({
    kind: document.kind,
    card: content.card,
    fields: content.fields,
    body: content.body,
    resolveField: fieldResolver(content.fields),
    version: document.currentVersion,
    registration: document.registration,
    adoption: document.adoption?.line,
    verificationUrl,
  });
  const encode = (text: string) => new TextEncoder().encode(text);
  const bytes = { pdf, docx, html: encode(renderPaperHtml(paper)), json: encode(json) };
  const number = document.registration ? `-${slugify(document.registration.number)}` : '';
  const name = `${slugify(document.title)}${number}`;
  const textSha256 = sha256Hex(paperToText(paper));
  return (['pdf', 'docx', 'html', 'json'] as const).map((format) => ({
    format,
    name: `${name}.${format}`,
    mediaType: MEDIA_TYPES[format],
    textSha256,
    bytes: bytes[format],
  }));
}
