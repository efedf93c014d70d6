// One Russian line for a person: «п. 4.1 ч. 2 ст. 44 ЖК РФ».
import type { ActReference, Citation, Level, Target, Unit } from './citation.types';

const SHORT: Record<Level, string> = {
  приложение: 'прил.',
  раздел: 'разд.',
  подраздел: 'подразд.',
  глава: 'гл.',
  параграф: '§',
  статья: 'ст.',
  примечание: 'прим.',
  часть: 'ч.',
  пункт: 'п.',
  подпункт: 'подп.',
  абзац: 'абз.',
  предложение: 'предл.',
};

const HOST: Partial<Record<ActReference['kind'], string>> = {
  'this-act': 'этого документа',
  previous: 'названного акта',
};

/** What to call an act that the span names by its number alone. */
const KIND: Partial<Record<ActReference['kind'], string>> = {
  rules: 'Правил',
  'federal-law': 'закона',
  decree: 'постановления',
  order: 'приказа',
};

const unitText = ({ level, n }: Unit) => `${SHORT[level]} ${/^[а-я]/.test(n) ? `«${n}»` : n}`;
const pathText = (path: Unit[]) => path.map(unitText).reverse().join(' ');

function targetText(target: Target): string {
  if ('path' in target) return pathText(target.path);
  const last = target.to.at(-1)?.n ?? '';
  const [leaf, ...upper] = [...target.from].reverse();
  return leaf ? [`${unitText(leaf)}–${last}`, ...upper.map(unitText)].join(' ') : '';
}

const dateText = (iso: string) => iso.split('-').reverse().join('.');

function actText(act: ActReference): string {
  const own = HOST[act.kind] ?? act.abbr ?? act.title ?? KIND[act.kind] ?? '';
  const date = act.date ? `от ${dateText(act.date)}` : '';
  const number = act.number ? `№ ${act.number}` : '';
  const resolved = act.resolved && act.resolved.kind !== 'this-act' ? `(${actText(act.resolved)})` : '';
  return [own, act.part ?? '', date, number, resolved].filter((piece) => piece !== '').join(' ');
}

/** The citation in its normal written form, from the smallest unit up. */
export function describeCitation({ act, targets }: Pick<Citation, 'act' | 'targets'>): string {
  return [targets.map(targetText).join(', '), actText(act)].filter((piece) => piece !== '').join(' ');
}
