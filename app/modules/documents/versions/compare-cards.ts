import type { Card } from '~/modules/templates';
import { formatDate } from '~/shared/russian';
import { diffWords } from '../body/changes';
import type { ChangeDetail } from './versions.views';

const lines = (list: readonly string[]) => list.join('\n');

/** What stands around the text, as label and text; empty texts are absent parts. */
function parts(card: Card): [string, string][] {
  const { date, place, lines: labelled } = card.datePlace;
  return [
    ['Наименование', card.heading],
    ['Строки над заголовком', lines(card.headerLines)],
    ['Заголовок', lines(card.titleLines)],
    ['Дата', date ? formatDate(date) : ''],
    ['Место', place ?? ''],
    ['Сведения под заголовком', lines((labelled ?? []).map(({ label, value }) => `${label}: ${value}`))],
    ['Подписи', lines(card.signatories.map(({ role, name }) => (name ? `${role} — ${name}` : role)))],
    ['Кем принимается', card.adoption ?? ''],
  ];
}

/** Changes of title, date, place and signatures. */
export function compareCards(before: Card, after: Card): ChangeDetail[] {
  const old = new Map(parts(before));
  return parts(after).flatMap(([label, text]) => {
    const was = old.get(label) ?? '';
    return was === text ? [] : [{ label, words: diffWords(was, text) }];
  });
}
