// Points of a resolution as decisions: a verb, an addressee, a readable length.
import type { BlockRule, CheckContext, CheckedBlock } from '../check.types';
import { sample, wordsOf } from '../fold-text';
import { ASKING_STEMS, DECIDING_STEMS, DECIDING_WORDS, NOT_INFINITIVES } from '../vocabulary/verbs';

const starts = (word: string, stems: readonly string[]) => stems.some((stem) => word.startsWith(stem));
const isInfinitive = (word: string) =>
  word.length > 3 &&
  /(?:[аеиоуыя]ть|сть|зть|вести|нести|мести|расти|везти|йти|ечь|очь)(?:ся|сь)?$/u.test(word) &&
  !/(?:ость|есть|асть|усть|исть|[^о]лоть)$/u.test(word) &&
  !NOT_INFINITIVES.has(word);
/** Finite forms: «рекомендует», «одобрили», «принято». */
const VERB_END = /(?:[еиаюуя]т(?:ся)?|[аи]л[аио]?(?:сь)?|[аея]н[аоы]?|ят[аоы]?|[еи]м)$/u;
/** «тиражирование», «поддержку», «организацию»: the deed as a noun in the accusative. */
const isDeed = (word: string) =>
  word.length > 4 && /(?:ние|тие|ствие|ку|цию|сию|зию|тизу|боту|мощь)$/u.test(word);

/** Only points that decide: not those of an explanation inside another point, nor of a sample text. */
function isDecision(block: CheckedBlock): boolean {
  return block.block.type === 'item' && block.parent?.type !== 'item' && block.folded.length > 0;
}

export const itemWithoutVerb: BlockRule = {
  id: 'item-without-verb',
  title: 'Пункт без действия',
  why: 'Пункт резолюции говорит, что сделать: «рекомендовать», «создать», «обратить внимание». Без глагола его нельзя проверить.',
  severity: 'warning',
  kinds: ['resolution'],
  scope: 'block',
  find(block) {
    if (!isDecision(block)) return [];
    const words = wordsOf(block.folded);
    const asks = words.findIndex((word) => starts(word, ASKING_STEMS));
    const rest = words.filter((_, i) => i !== asks);
    const acts = rest.some((word) => isInfinitive(word) || DECIDING_WORDS.has(word));
    if (asks >= 0 && asks < 12) {
      const after = words.slice(asks + 1);
      if (acts || after.some(isDeed) || block.folded.endsWith(':')) return [];
      return [
        {
          message: `Не сказано, что сделать: «${sample(block.text, 70)}»`,
          detail: 'После «рекомендовать» нужно действие: «вступать», «обеспечить», «поддержать».',
        },
      ];
    }
    if (acts || rest.some((word) => starts(word, DECIDING_STEMS) && VERB_END.test(word))) return [];
    return [
      {
        message: `Нет глагола: «${sample(block.text, 70)}»`,
        detail: 'Начните пункт с действия, например «создать», «провести», «рекомендовать».',
      },
    ];
  },
};

const DATIVE = /(?:ам|ям|ому|ему|ой|ей|у|ю|ии|ым|им|[^ео]е)$/u;

export const noAddressee: BlockRule = {
  id: 'no-addressee',
  title: 'Не указан адресат',
  why: 'Рекомендация без адресата никому не будет направлена. Это подсказка: резолюцию можно принять и так.',
  severity: 'hint',
  kinds: ['resolution'],
  scope: 'block',
  find(block, context) {
    const { block: it } = block;
    if (it.type !== 'item' || !isDecision(block) || (it.responsible ?? []).length > 0) return [];
    if (addressed(context).has(block.id)) return [];
    const words = wordsOf(block.folded);
    const asks = words.findIndex((word) => word.startsWith('рекоменд'));
    if (asks < 0 || asks > 8) return [];
    const next = words.slice(asks + 1, asks + 4);
    const deed = next.findIndex((word) => isInfinitive(word) || isDeed(word));
    const named = next
      .slice(0, deed < 0 ? next.length : deed)
      .some((word) => word.length > 2 && DATIVE.test(word));
    return named
      ? []
      : [
          {
            message: 'Кому рекомендовано, не сказано',
            detail: 'Назовите адресата в тексте или в поле «Кому адресовано».',
          },
        ];
  },
};

const groups = new WeakMap<CheckContext, ReadonlySet<string>>();

/** Ids of all blocks that stand under an addressee, at any depth. */
function addressed(context: CheckContext): ReadonlySet<string> {
  const known = groups.get(context);
  if (known) return known;
  const inside = new Set<string>();
  for (const { id, parent } of context.blocks) {
    if (parent && (parent.type === 'addresseeGroup' || inside.has(parent.id))) inside.add(id);
  }
  groups.set(context, inside);
  return inside;
}

const LONG = 1200;

export const longItem: BlockRule = {
  id: 'long-item',
  title: 'Слишком длинный пункт',
  why: 'Длинный пункт трудно выполнить, проверить и процитировать: разделите его на подпункты.',
  severity: 'hint',
  scope: 'block',
  find(block) {
    if (block.block.type !== 'item' || block.text.length <= LONG) return [];
    return [{ message: `В пункте ${block.text.length} знаков: попробуйте разделить его на подпункты` }];
  },
};
