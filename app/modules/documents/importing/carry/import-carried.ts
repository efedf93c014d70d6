// Reads a file of ours that came back from a word processor.
import type { OfficeDocument } from '~/platform/office';
import type { IdSource } from '~/shared/ids';
import type { DocumentBody } from '../../body/body.schema';
import { assertBody } from '../../body/limits';
import { normalizeBody } from '../../body/normalize';
import { ownTexts } from '../body-doubts';
import type { Doubts, Piece } from '../pieces';
import { piecesOf } from '../pieces-of-document';
import { readCarry } from './read-carry';
import { rebuildBody } from './rebuild';
import { visibleUnits } from './visible-units';

export interface CarriedText {
  readonly body: DocumentBody;
  /** What stands around the text, in order. */
  readonly frame: readonly Piece[];
  /** Printed values of fields, references and gaps. */
  readonly printed: readonly string[];
  readonly images: number;
  readonly notes: number;
}

/** Null for a file without our part, or one whose blocks are not to be found in it any more. */
export function importCarried(document: OfficeDocument, newId: IdSource, doubts: Doubts): CarriedText | null {
  const carry = readCarry(document);
  if (!carry) return null;
  const { pieces, images, notes } = piecesOf(document, doubts, true);
  const units = visibleUnits(pieces, carry);
  const printing = Object.values(carry.lines).filter((lines) => lines.length > 0).length;
  if (printing > 0 && !units.some(({ kind }) => kind === 'known')) return null;
  const { body, touched, added, removed } = rebuildBody(units, carry);
  const told = (message: string, blocks: readonly Parameters<typeof ownTexts>[0][]) => {
    if (blocks.length === 0) return;
    doubts.add(
      'reader',
      `${message}: ${blocks.length}`,
      blocks.map((block) => ownTexts(block).join(' ')).join(' · '),
    );
  };
  told('В файле изменены слова абзацев', touched);
  told('В файле появились новые абзацы', added);
  told(
    'Из файла убраны абзацы',
    removed.filter((block) => ownTexts(block).join('').trim() !== ''),
  );
  const frame = units.flatMap((unit) => (unit.kind === 'frame' ? [unit.piece] : []));
  const printed = Object.values(carry.atoms).flat();
  return { body: assertBody(normalizeBody(body, newId)), frame, printed, images, notes };
}
