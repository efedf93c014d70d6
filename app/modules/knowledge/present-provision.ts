// Provisions as pages show them: plain data, texts to the letter. Copy forms follow LOOK («Скопировать…»).

import { ACT_KINDS } from './act-card';
import type { ActCardRow } from './act-directory';
import { freshnessLine } from './edition-at';
import type { EditionRef, StoredProvision } from './knowledge.schema';
import { type LinkedPiece, linkText } from './link-text';
import type { ResolvedCitation } from './queries/resolve-citations.server';
import { shortPath, stepsOfPath } from './unit-path';

const printed = (iso: string) => iso.split('-').reverse().join('.');

export interface CopyForms {
  /** «п. 4.1 ч. 2 ст. 44 ЖК РФ». */
  readonly short: string;
  /** With kind, day, number and title of the act. */
  readonly full: string;
  /** Text of the norm with reference and edition. */
  readonly text: string;
}

/** Full name: kind > day > number > title (FACTS §6.1). */
export function fullActName(act: Pick<ActCardRow, 'kind' | 'number' | 'date' | 'title' | 'issuer'>): string {
  if (act.kind === 'constitution') return act.title;
  const requisites = [act.date ? `от ${printed(act.date)}` : '', act.number ? `№ ${act.number}` : '']
    .filter(Boolean)
    .join(' ');
  if (act.kind === 'code') return `${act.title} ${requisites}`.trim();
  const issuer = act.kind === 'federal-law' ? '' : (GENITIVE[act.issuer ?? ''] ?? '');
  return [ACT_KINDS[act.kind], issuer, requisites, `«${act.title}»`].filter(Boolean).join(' ');
}

const GENITIVE: Readonly<Record<string, string>> = {
  'Правительство РФ': 'Правительства РФ',
  'Минстрой России': 'Минстроя России',
  'Госстрой России': 'Госстроя России',
};

const GENITIVE_KINDS: Readonly<Record<string, string>> = {
  'Федеральный закон': 'Федерального закона',
  Закон: 'Закона',
  Постановление: 'постановления',
  Указ: 'Указа',
  Распоряжение: 'распоряжения',
  Приказ: 'приказа',
  Письмо: 'письма',
  Стандарт: 'стандарта',
  'Локальный документ': 'локального документа',
};

/** «Жилищного кодекса …», «постановления Правительства РФ …»: the name as it stands behind a unit. */
export function genitiveActName(act: Parameters<typeof fullActName>[0]): string {
  const name = fullActName(act);
  if (act.kind === 'constitution') return name.replace(/^Конституция/u, 'Конституции');
  if (act.kind === 'code')
    return name.replace(/^(.*?)([Кк]одекс)(?=\s|$)/u, (_all, words: string, noun: string) => {
      const inflected = words.replace(/кий(?=\s)/gu, 'кого').replace(/[ыо]й(?=\s)/gu, 'ого');
      return `${inflected}${noun}а`;
    });
  const kind = ACT_KINDS[act.kind];
  return name.startsWith(kind) ? (GENITIVE_KINDS[kind] ?? kind) + name.slice(kind.length) : name;
}

export function copyForms(act: ActCardRow, edition: EditionRef, path: string, words: string): CopyForms {
  const unit = shortPath(path);
  const annex = stepsOfPath(path)[0]?.level === 'utv' ? 'документа, утв. ' : '';
  const short = [unit, `${annex}${act.shortName}`].filter(Boolean).join(' ');
  const full = unit ? `${unit} ${annex}${genitiveActName(act)}` : fullActName(act);
  return { short, full, text: `«${words}» (${short}, ${freshnessLine(edition)})` };
}

/** A unit in a list: its mark, its words, what it is called. */
export interface ProvisionView {
  readonly path: string;
  readonly level: StoredProvision['level'];
  readonly label: string;
  readonly title: string;
  readonly text: string;
  /** The text with its citations as links; joined they are the text. */
  readonly pieces: readonly LinkedPiece[];
  readonly notes: readonly string[];
  readonly lapsed: boolean;
  readonly table: readonly (readonly string[])[] | null;
  /** 0 for the unit itself. */
  readonly depth: number;
}

export function presentProvision(
  row: StoredProvision,
  rootPath: string,
  citations: readonly ResolvedCitation[],
): ProvisionView {
  const depth =
    row.path === rootPath ? 0 : row.path.split('/').length - rootPath.split('/').filter(Boolean).length;
  const { path, level, label, title, text, notes, lapsed } = row;
  return {
    path,
    level,
    label,
    title,
    text,
    pieces: linkText(text, citations),
    notes,
    lapsed,
    table: row.table ?? null,
    depth: Math.max(depth, 0),
  };
}
