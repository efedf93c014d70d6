// Tracked changes and comments of a working copy. The library writes insertions and deletions; moves are made here.
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  InsertedTextRun,
  type IParagraphOptions,
  type IRunOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';
import type { PaperComment, PaperRevision, PaperRun, PaperText } from '../paper';
import { cleanText } from '../text/clean-text';

/** Ids of changes in one file. */
export interface RevisionIds {
  next(): number;
}

export function revisionCounter(): RevisionIds {
  let id = 900;
  return { next: () => ++id };
}

class Attributes extends XmlAttributeComponent<Record<string, string>> {}

class Element extends XmlComponent {
  constructor(name: string, attributes: Record<string, string>, children: readonly XmlComponent[] = []) {
    super(name);
    this.root.push(new Attributes(attributes), ...children);
  }
}

const attributesOf = (revision: PaperRevision, id: number) => ({
  'w:id': String(id),
  'w:author': cleanText(revision.author),
  'w:date': revision.date,
});

function moveRun(revision: PaperRevision, run: TextRun, ids: RevisionIds): ParagraphChild[] {
  const range = ids.next();
  const name = { 'w:name': revision.moveName ?? `move${range}` };
  return [
    new Element(`w:${revision.kind}RangeStart`, { ...attributesOf(revision, range), ...name }),
    new Element(`w:${revision.kind}`, attributesOf(revision, ids.next()), [run]),
    new Element(`w:${revision.kind}RangeEnd`, { 'w:id': String(range) }),
  ] as unknown as ParagraphChild[];
}

/** A run, tracked where it is a change. */
export function revisedRun(options: IRunOptions, run: PaperRun, ids: RevisionIds): ParagraphChild[] {
  const { revision } = run;
  if (!revision) return [new TextRun(options)];
  const tracked = { id: ids.next(), author: cleanText(revision.author), date: revision.date };
  if (revision.kind === 'ins') return [new InsertedTextRun({ ...options, ...tracked })];
  if (revision.kind === 'del') return [new DeletedTextRun({ ...options, ...tracked })];
  return moveRun(revision, new TextRun(options), ids);
}

/** What the paragraph's own mark says when the whole paragraph comes or goes. */
export function markOptions(text: PaperText, ids: RevisionIds): Pick<IParagraphOptions, 'run'> {
  const whole = text.find((run) => run.revision?.whole)?.revision;
  if (!whole) return {};
  const tracked = { id: ids.next(), author: cleanText(whole.author), date: whole.date };
  const comes = whole.kind === 'ins' || whole.kind === 'moveTo';
  return { run: comes ? { insertion: tracked } : { deletion: tracked } };
}

/** A stretch inside the comments that begin before and end after it. */
export function commented(run: PaperRun, children: ParagraphChild[]): ParagraphChild[] {
  return [
    ...(run.commentStart ?? []).map((id) => new CommentRangeStart(id)),
    ...children,
    ...(run.commentEnd ?? []).flatMap((id) => [
      new CommentRangeEnd(id),
      new TextRun({ children: [new CommentReference(id)] }),
    ]),
  ];
}

const initialsOf = (author: string): string =>
  author
    .split(/[^\p{L}]+/u)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 4)
    .toUpperCase();

/** The comments part of the file. */
export function commentParts(comments: readonly PaperComment[]) {
  return {
    children: comments.map(({ id, author, date, text, parentId, resolved }) => ({
      id,
      author: cleanText(author),
      initials: initialsOf(author),
      date: new Date(date),
      ...(parentId === undefined ? {} : { parentId }),
      ...(resolved ? { resolved } : {}),
      children: text.split('\n').map((line) => new Paragraph({ children: [new TextRun(cleanText(line))] })),
    })),
  };
}
