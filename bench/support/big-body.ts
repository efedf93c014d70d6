// A paper of about 300 pages: 20 sections, 2500 points of some 300 signs, no two alike.
import type { DocumentBody, ItemBlock } from '~/modules/documents/body';

const DEEDS = ['Рекомендовать администрации', 'Создать', 'Обеспечить', 'Провести', 'Рассмотреть возможность'];
const THINGS = [
  'обучение',
  'проверку',
  'совет',
  'конкурс',
  'ремонт',
  'кабинет',
  'приём',
  'журнал',
  'сход',
  'опрос',
];
const PLACES = ['дворов', 'подъездов', 'домов', 'кварталов', 'посёлков', 'районов', 'общежитий', 'лифтов'];

const pick = (list: readonly string[], n: number) => list[n % list.length]!;

function point(n: number): ItemBlock {
  const words = Array.from(
    { length: 6 },
    (_, i) => `${pick(THINGS, n * 7 + i * 3)} ${pick(PLACES, n * 5 + i)} № ${n + i}`,
  );
  const text = `${pick(DEEDS, n)} ${words.join(', ')} в соответствии с п. 4.1 ч. 2 ст. 44 ЖК РФ и решением от 25.09.2023 "О порядке ${n}" - в срок, который назначит совет.`;
  return { type: 'item', id: `i${n}`, content: [{ type: 'text', text }], children: [] };
}

export function bigBody(points = 2500): DocumentBody {
  const size = Math.ceil(points / 20);
  return {
    schemaVersion: 1,
    numbering: 'section',
    blocks: Array.from({ length: 20 }, (_, s) => ({
      type: 'section' as const,
      id: `s${s}`,
      title: [{ type: 'text' as const, text: `Площадка ${s + 1}` }],
      children: Array.from({ length: size }, (_, i) => point(s * size + i)),
    })),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
