// Names that people give to versions afterwards. A version's bytes never change, so its name lives beside them, in the
// document: one write with its event.
import { z } from 'zod';

export const VersionLabelSchema = z.object({
  number: z.number().int().min(1),
  sha256: z.string().length(64),
  note: z.string().max(2000),
  byName: z.string(),
  at: z.date(),
});
export type VersionLabel = z.infer<typeof VersionLabelSchema>;

interface Named {
  readonly number: number;
  readonly sha256: string;
  readonly note: string;
  readonly automatic: boolean;
}

const labelOf = (labels: readonly VersionLabel[], { number, sha256 }: Pick<Named, 'number' | 'sha256'>) =>
  labels.find((label) => label.number === number && label.sha256 === sha256);

/** The note as people read it now, and whether the version counts as made by the program. */
export function noteOf(labels: readonly VersionLabel[], version: Named) {
  const label = labelOf(labels, version);
  const note = label?.note ?? version.note;
  return {
    note,
    renamed: label !== undefined,
    automatic: label && label.note !== '' ? false : version.automatic || note === '',
  };
}

/** The labels with this one set; renaming to what the version was saved with removes it. */
export function withLabel(
  labels: readonly VersionLabel[],
  label: VersionLabel,
  original: string,
): VersionLabel[] {
  const others = labels.filter((one) => one.number !== label.number || one.sha256 !== label.sha256);
  return label.note === original ? others : [...others, label];
}
