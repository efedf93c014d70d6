// «изменено: 3 пункта; добавлено: 1 пункт; исключено: 2 абзаца»: a comparison in one line.
import { count } from '~/shared/russian';
import type { CompareRow } from './versions.views';

type Forms = readonly [string, string, string];
const FORMS: Readonly<Record<string, Forms>> = {
  раздел: ['раздел', 'раздела', 'разделов'],
  адресат: ['адресат', 'адресата', 'адресатов'],
  пункт: ['пункт', 'пункта', 'пунктов'],
  абзац: ['абзац', 'абзаца', 'абзацев'],
  перечень: ['перечень', 'перечня', 'перечней'],
  'образец текста': ['образец текста', 'образца текста', 'образцов текста'],
  таблица: ['таблица', 'таблицы', 'таблиц'],
  приложение: ['приложение', 'приложения', 'приложений'],
};

const GROUPS: readonly [string, readonly CompareRow['kind'][]][] = [
  ['изменено', ['changed', 'moved-changed']],
  ['добавлено', ['added']],
  ['исключено', ['removed']],
  ['перемещено', ['moved', 'moved-changed']],
];

function countKinds(rows: readonly CompareRow[]): string {
  const byNoun = new Map<string, number>();
  for (const { noun } of rows) byNoun.set(noun, (byNoun.get(noun) ?? 0) + 1);
  return [...byNoun]
    .map(([noun, n]) => count(n, ...(FORMS[noun] ?? ([noun, noun, noun] as Forms))))
    .join(', ');
}

/** The summary; «отличий нет» when nothing differs. */
export function summaryOf(rows: readonly CompareRow[], also: { card: number; fields: number }): string {
  const parts = GROUPS.flatMap(([word, kinds]) => {
    const found = rows.filter(({ kind }) => kinds.includes(kind));
    return found.length > 0 ? [`${word}: ${countKinds(found)}`] : [];
  });
  if (also.card > 0) parts.push('изменено оформление заголовка');
  if (also.fields > 0) parts.push(`изменено полей: ${also.fields}`);
  return parts.length > 0 ? parts.join('; ') : 'отличий нет';
}
