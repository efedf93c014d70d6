// Papers of a discussion: the project as PDF and DOCX (previews, not issued files), the summary, the sheet for the hall.

import { qrSvg, renderDocx, renderPosterHtml } from '~/platform/rendering/index.server';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { recentMap } from '~/shared/recent-map';
import { formatDate, localDate, plural } from '~/shared/russian';
import { slugify } from '~/shared/slug';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import type { Document } from '../../documents.schema';
import { documentError } from '../../errors';
import { buildSummaryPaper, paperProfile, type SummaryInput } from '../../output';
import { MEDIA_TYPES, paperOf, renderPaperPdf } from '../../render-document.server';
import { alikeNumbers, presentSummaryRow } from '../discussion.present';
import { basisResult, isCounted, mayPrintName } from '../discussion.rules';
import type { Proposal } from '../discussion.schema';
import { contentOf, type Discussed, findByCode, openAuthor } from '../discussion.server';
import type { SummaryView } from '../discussion.views';

export type PreviewFormat = 'pdf' | 'docx';
export interface MadeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const fileOf = (name: string, format: PreviewFormat, bytes: Uint8Array): MadeFile => ({
  name: `${name}.${format}`,
  mediaType: MEDIA_TYPES[format],
  bytes: new Uint8Array(bytes),
});

/** Kept by version and format: a hall asks for one file many times. */
const KEPT_FILES = 24;

/** The project that is shown, with its stamp. By the code of the open page, or by the document for its readers. */
export const getProjectFile = (deps: DocumentsDeps) => {
  const kept = recentMap<string, MadeFile>(KEPT_FILES);
  return async (
    ctx: Context,
    input: { code: string; format: PreviewFormat } | { documentId: string; format: PreviewFormat },
  ): Promise<MadeFile> => {
    const document =
      'code' in input ? await findByCode(deps, input.code) : await readable(deps, ctx, input.documentId);
    const version =
      'code' in input && document.discussion ? document.discussion.version : document.currentVersion;
    const key = `${version.sha256} ${input.format} ${document.basis?.at.toISOString() ?? ''} ${'code' in input}`;
    const known = kept.get(key);
    if (known) return known;
    const content = await contentOf(deps, document._id, version.sha256);
    const project = { ...document, route: null, adoption: null, registration: null };
    const paper = await paperOf(deps, project, content, { withSheet: false, verifyUrl: null, version });
    const bytes = input.format === 'pdf' ? await renderPaperPdf(deps.pdf, paper) : await renderDocx(paper);
    const made = fileOf(`${slugify(document.title)}-proekt-versiya-${version.number}`, input.format, bytes);
    kept.set(key, made);
    return made;
  };
};

async function readable(deps: DocumentsDeps, ctx: Context, documentId: string): Promise<Document> {
  const document = await deps.repository.getById(documentId);
  assertReadable(ctx.actor, document);
  return document;
}

/** «Свод предложений»: for who may read the document; names only by consent. Throws documents/no-discussion. */
export const getSummary =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string }): Promise<SummaryView> => {
    const { titleLines, notes, date, rows } = await summaryInput(deps, ctx, input.documentId);
    return {
      titleLines: [...titleLines],
      notes: [...notes],
      date,
      rows: rows.map(({ order: _order, ...row }) => row),
    };
  };

export const getSummaryFile =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { documentId: string; format: PreviewFormat }): Promise<MadeFile> => {
    const made = await summaryInput(deps, ctx, input.documentId);
    const paper = buildSummaryPaper(made);
    const bytes = input.format === 'pdf' ? await renderPaperPdf(deps.pdf, paper) : await renderDocx(paper);
    return fileOf(`svod-predlozheniy-${slugify(made.subject)}`, input.format, bytes);
  };

async function summaryInput(
  deps: DocumentsDeps,
  ctx: Context,
  documentId: string,
): Promise<SummaryInput & { subject: string }> {
  const document = await readable(deps, ctx, documentId);
  if (!document.discussion) throw documentError('no-discussion', { id: documentId });
  const all = (await deps.proposals.list(documentId)).filter(({ status }) => isCounted(status));
  const timeZone = await deps.timeZone(document.owner);
  const alike = alikeNumbers(all);
  const names = await namesByConsent(deps, all);
  const rows = all.map((one) => presentSummaryRow(one, names, alike.get(one._id) ?? []));
  rows.sort((a, b) => a.order - b.order || Number(a.number) - Number(b.number));
  return {
    subject: document.title,
    titleLines: ['СВОД ПРЕДЛОЖЕНИЙ', `к проекту: ${document.title}`],
    notes: notesOf(document as Discussed, all, timeZone),
    rows,
    date: formatDate(localDate(ctx.now(), timeZone)),
    organisation: await deps.organisationName(document.owner),
    createdAt: ctx.now().toISOString(),
    profile: paperProfile(await deps.layoutProfile()),
  };
}

async function namesByConsent(deps: DocumentsDeps, all: readonly Proposal[]): Promise<Map<string, string>> {
  const named = all.filter(mayPrintName);
  const opened = await Promise.all(
    named.map(
      async ({ _id, authorSealed }) => [_id, (await openAuthor(deps, _id, authorSealed ?? '')).name] as const,
    ),
  );
  return new Map(opened);
}

function notesOf({ discussion, basis }: Discussed, all: readonly Proposal[], timeZone: string): string[] {
  const count = (status: Proposal['status']) => all.filter((one) => one.status === status).length;
  const parts = [
    [count('accepted'), 'принято'],
    [count('partly'), 'принято частично'],
    [count('declined'), 'отклонено'],
    [count('answered'), 'дан ответ'],
    [count('new'), 'не рассмотрено'],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, word]) => `${word} — ${n}`);
  const word = plural(all.length, 'предложение', 'предложения', 'предложений');
  const { version, until } = discussion;
  return [
    `Обсуждался проект, версия\u00a0${version.number} от\u00a0${formatDate(localDate(version.at, timeZone), 'short')}; предложения принимались до ${formatDate(until, 'short')}.`,
    ...(basis ? [`${basis.word} ${formatDate(basis.date, 'short')}: ${basisResult(basis)}.`] : []),
    `Поступило ${all.length} ${word}${told.length > 0 ? `: ${told.join(', ')}` : ''}.`,
  ];
}

/** What the sheet for the hall says. Throws config/public-url-… : a code on a wall must lead somewhere. */
async function posterOf(deps: DocumentsDeps, code: string) {
  const document = await findByCode(deps, code);
  const { until, place } = document.discussion;
  return {
    heading: document.kind === 'resolution' ? 'Предложения в резолюцию' : 'Предложения к проекту',
    title: document.title,
    url: `${deps.publishableUrl()}/d/${document.discussion.code}`,
    until: formatDate(until),
    place,
    organisation: await deps.organisationName(document.owner),
  };
}

/** The sheet for a screen, or why there is none yet: the site's public address is not set. */
export const getPoster = (deps: DocumentsDeps) => async (_ctx: Context, input: { code: string }) => {
  try {
    const poster = await posterOf(deps, input.code);
    return { ...poster, qr: qrSvg(poster.url) };
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('config/public-url')) return { refused: error.message };
    throw error;
  }
};

/** The same as a PDF page for printing. */
export const getPosterFile =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { code: string }): Promise<MadeFile> => {
    const { heading, title, url, until, place, organisation } = await posterOf(deps, input.code);
    const html = renderPosterHtml({
      heading,
      title,
      url,
      lines: [
        `Наведите камеру телефона на код или наберите адрес. Регистрация не нужна. Предложения принимаются до ${until} включительно.`,
        'Нет телефона — передайте предложение секретарю на бумаге или скажите вслух.',
        ...(place ? [place] : []),
      ],
      foot: organisation,
    });
    const metadata = {
      title: `${heading}: ${title}`,
      author: organisation,
      createdAt: ctx.now().toISOString(),
      language: 'ru-RU',
    };
    return fileOf('list-predlozheniy', 'pdf', await deps.pdf.render({ html, metadata }));
  };
