// What a person put right in the preview, applied to the lines of the file. Pure; fixes name lines of the source.
import type { LineFix } from '../import.schema';
import type { ActLine } from '../structure/provision.types';

export interface FixedLines {
  readonly lines: ActLine[];
  /** Line numbers that are paragraphs whatever they look like. */
  readonly paragraphs: ReadonlySet<number>;
  readonly headings: ReadonlyMap<number, { level: 'razd' | 'gl' | 'par' | 'st' | 'pril' | 'utv'; n: string }>;
}

export function applyFixes(source: readonly ActLine[], fixes: readonly LineFix[]): FixedLines {
  const byLine = new Map<number, LineFix[]>();
  for (const fix of fixes) byLine.set(fix.line, [...(byLine.get(fix.line) ?? []), fix]);
  const lines: ActLine[] = [];
  const paragraphs = new Set<number>();
  const headings = new Map<number, { level: 'razd' | 'gl' | 'par' | 'st' | 'pril' | 'utv'; n: string }>();
  for (const line of source) {
    const own = byLine.get(line.line) ?? [];
    const last = lines.at(-1);
    const split = own.find((fix) => fix.action === 'split');
    if (own.some(({ action }) => action === 'paragraph')) paragraphs.add(line.line);
    for (const fix of own)
      if (fix.action === 'heading') headings.set(line.line, { level: fix.level, n: fix.n });
    if (own.some(({ action }) => action === 'note')) lines.push({ ...line, isNote: true });
    else if (own.some(({ action }) => action === 'join') && last && !last.table) {
      lines[lines.length - 1] = {
        ...last,
        text: `${last.text} ${line.text}`,
        notes: [...(last.notes ?? []), ...(line.notes ?? [])],
      };
    } else if (split && split.action === 'split' && split.at < line.text.length) {
      lines.push({ ...line, text: line.text.slice(0, split.at).trim() });
      lines.push({ ...line, notes: [], text: line.text.slice(split.at).trim() });
    } else lines.push(line);
  }
  return { lines, paragraphs, headings };
}
