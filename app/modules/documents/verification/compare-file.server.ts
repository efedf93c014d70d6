// A file that somebody holds against the issued ones: the same bytes, the same words, or not. Not by
// `IssuedFile.textSha256` (that is of the paper, before any program wrote it): both files go through one reader, so
// what is compared is what a reader of the file sees, and every DOCX ever issued can be compared.

import type { OfficeDocument } from '~/platform/office';
import { readOfficeFile, sniffKind } from '~/platform/office/index.server';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { recentMap } from '~/shared/recent-map';
import { sha256Hex } from '~/shared/sha256.server';
import type { DocumentsDeps } from '../documents.deps';
import type { IssuedFile } from '../documents.schema';
import type { FileComparison } from '../documents.views';
import { definitionOf } from '../queries/list-documents.server';
import { normaliseCode } from '../queries/public-documents.server';
import { comparableText } from './comparable-text';

/** Anybody may send a file, and reading holds up the process: far less than for people who are signed in. */
export const COMPARED_BYTES = 5 * 1024 * 1024;
const COMPARED_SECONDS = 3;
const KEPT = 500;

interface ReadText {
  readonly sha256: string;
  readonly warnings: readonly string[];
}

/**
 * Null where there is nothing to compare with, also for kinds that are never published: there a «the words are the
 * same» would confirm a guess. What could not be read is an answer, not an error.
 */
export const compareFile = (deps: DocumentsDeps) => {
  const kept = recentMap<string, ReadText>(KEPT);

  async function issuedText({ sha256 }: IssuedFile): Promise<ReadText | null> {
    const known = kept.get(sha256);
    if (known) return known;
    const bytes = await deps.files.get(sha256);
    if (!bytes) return null;
    const document = readOfficeFile(bytes);
    const text = { sha256: sha256Hex(comparableText(document)), warnings: document.warnings };
    kept.set(sha256, text);
    return text;
  }

  return async (
    _ctx: Context,
    input: { code: string; bytes: Uint8Array },
  ): Promise<FileComparison | null> => {
    const code = normaliseCode(input.code);
    const document = code ? await deps.repository.find({ verifyCode: code }) : null;
    const definition = document ? await definitionOf(deps, document) : null;
    if (!document?.issued.length || !definition || definition.lifecycle.publication === 'never') return null;
    const sum = sha256Hex(input.bytes);
    const same = document.issued.find(({ sha256 }) => sha256 === sum);
    if (same) return { outcome: 'same-bytes', name: same.name };
    const read = readGiven(input.bytes);
    if ('reason' in read) return { outcome: 'unread', reason: read.reason };
    const sums = sumsOf(read.document);
    for (const file of document.issued.filter(({ format }) => format === 'docx')) {
      const text = await issuedText(file);
      if (!text || sums.some((one) => one !== text.sha256)) continue;
      const unknown = read.document.warnings.find((warning) => !text.warnings.includes(warning));
      if (unknown) return { outcome: 'unread', reason: unknown };
      return { outcome: 'same-text', name: file.name };
    }
    return { outcome: 'other-text' };
  };
};

/** Of both sides of tracked changes: text that is struck out or not yet taken still stands before the reader. */
function sumsOf(document: OfficeDocument): string[] {
  return [sha256Hex(comparableText(document)), sha256Hex(comparableText(document, 'original'))];
}

/** Code of the document that was issued with these very bytes; null when none was. */
export const findCodeOfFile =
  (deps: DocumentsDeps) =>
  async (_ctx: Context, input: { sha256: string }): Promise<string | null> => {
    if (!/^[0-9a-f]{64}$/.test(input.sha256)) return null;
    const [document] = await deps.repository.listByIssuedFile(input.sha256);
    return document?.verifyCode ?? null;
  };

/** The code that a DOCX of this site carries at its foot, also after it was saved anew; null when there is none. */
export function codeInFile(bytes: Uint8Array): string | null {
  const read = readGiven(bytes);
  if ('reason' in read) return null;
  // The running heads come last; the text may name another document's page.
  const printed = [...comparableText(read.document).matchAll(/\/verify\/([0-9A-Z]{6,20})\b/g)];
  return printed.at(-1)?.[1] ?? null;
}

function readGiven(bytes: Uint8Array): { document: OfficeDocument } | { reason: string } {
  const kind = sniffKind(bytes);
  if (kind === 'empty') return { reason: 'Файл пуст.' };
  if (kind !== 'zip') return { reason: NOT_DOCX };
  try {
    const document = readOfficeFile(bytes, { uploadBytes: COMPARED_BYTES, seconds: COMPARED_SECONDS });
    return document.format === 'docx' ? { document } : { reason: NOT_DOCX };
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('office/')) return { reason: error.message };
    throw error;
  }
}

const NOT_DOCX = 'Это не DOCX. Файлы других видов сверяются только целиком, байт в байт, и этот не совпал.';
