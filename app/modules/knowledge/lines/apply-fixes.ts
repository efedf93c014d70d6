// What a person put right in the preview, applied to the lines of the file. Pure; fixes name lines of the source.
import type { FixLevel, LineFix } from '../import.schema';
import type { ActLine } from '../structure/provision.types';

export interface FixedLines {
  readonly lines: ActLine[];
  /** Line numbers that are paragraphs whatever they look like. */
  readonly paragraphs: ReadonlySet<number>;
  readonly headings: ReadonlyMap<number, { level: FixLevel; n: string }>;
}

export function applyFixes(source: readonly ActLine[], fixes: readonly LineFix[]): FixedLines {
  const byLine = new Map<number, LineFix[]>();
  for (const fix of fixes) byLine.set(fix.line, [...(byLine.get(fix.line) ?? []), fix]);
  const lines: ActLine[] = [];
  const paragraphs = new Set<number>();
  const headings = new Map<number, { level: FixLevel; n: string }>();
  for (const line of source) {
    const own = byLine.get(line.line) ?? [];
    const last = lines.at(-1);
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
    } else lines.push(...splitLine(line, own));
  }
  return { lines, paragraphs, headings };
}

/** The notes stay with the first part: where in the line they stood is no longer known. */
function splitLine(line: ActLine, fixes: readonly LineFix[]): ActLine[] {
  const places = fixes
    .flatMap((fix) => (fix.action === 'split' && fix.at < line.text.length ? [fix.at] : []))
    .sort((a, b) => a - b);
  if (places.length === 0 || line.table) return [line];
  return [0, ...places].map((from, index) => ({
    ...line,
    text: line.text.slice(from, places[index]).trim(),
    ...(index > 0 ? { notes: [] } : {}),
  }));
}
