// «(далее – …)»: what was introduced must be used, what is used in capitals must be introduced.

import { repairLookAlikes } from '~/shared/russian';
import type { BodyRule, CheckContext, CheckedBlock, PlacedFinding } from '../check.types';
import { typeset } from '../text-memo';
import { KNOWN_ABBREVIATIONS } from '../vocabulary/abbreviations';

const DEFINITION =
  /\(?\s*далее(?:\s+по\s+тексту)?\s*(?:[-–—:]\s*|\s+(?:именуем\p{L}*\s+(?:в\s+дальнейшем\s+)?)?)([^()]{2,120}?)\s*(?:соответственно\s*)?(?:\)|$)/giu;

export interface DefinedTerm {
  readonly term: string;
  readonly block: CheckedBlock;
  readonly end: number;
}

const clean = (text: string) => text.replace(/^[\s«"„]+|[\s»"“.,;:]+$/gu, '');

/** Terms that the text introduces; «Кейс-клуб и Ресурсный центр соответственно» are two. */
export function definedTerms(blocks: readonly CheckedBlock[]): DefinedTerm[] {
  return blocks.flatMap((block) =>
    [...block.text.matchAll(DEFINITION)].flatMap((match) => {
      const both = /соответственно\s*\)/iu.test(match[0]);
      const parts = both ? (match[1] ?? '').split(/\s+и\s+|,\s*/u) : [match[1] ?? ''];
      return parts
        .map((part) => clean(part.replace(/^(?:совместно|вместе)\s*[-–—]?\s*/iu, '')))
        .filter((term) => term.length > 1 && !/^(?:так|в\s|на\s|по\s)/iu.test(term))
        .map((term) => ({ term, block, end: match.index + match[0].length }));
    }),
  );
}

/** A pattern that finds the term in any case form: each word by its beginning. */
function pattern(term: string): RegExp {
  const words = repairLookAlikes(term)
    .split(/[\s\u00a0]+/u)
    .map((word) => {
      const bare = word.replace(/[^\p{L}\p{N}-]/gu, '');
      const stem = /^\p{Lu}{2,}$/u.test(bare) ? bare : bare.slice(0, Math.max(3, bare.length - 2));
      return `${stem.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\p{L}*`;
    })
    .filter((word) => word !== '\\p{L}*');
  return new RegExp(`(?<!\\p{L})${words.join('[\\s\\u00a0«"„-]+')}`, 'iu');
}

function isUsed({ term, block, end }: DefinedTerm, blocks: readonly CheckedBlock[]): boolean {
  const used = pattern(term);
  return blocks.some((one) =>
    used.test(repairLookAlikes(one.id === block.id ? one.text.slice(end) : one.text)),
  );
}

export const unusedTerm: BodyRule = {
  id: 'unused-term',
  title: 'Термин введён и не использован',
  why: 'Если после «далее – …» сокращение ни разу не встречается, оно лишнее или его забыли применить.',
  severity: 'warning',
  scope: 'body',
  find({ blocks }) {
    return definedTerms(blocks)
      .filter((defined) => !isUsed(defined, blocks))
      .map(({ term, block }) => ({
        blockId: block.id,
        key: term,
        quote: term,
        message: `«${term}» введено, но дальше не используется`,
      }));
  },
};

const CAPITALS = /(?<![\p{L}\p{N}-])\p{Lu}{2,6}(?![\p{L}-])/gu;

/** Capitals of a heading set in capitals are words, not abbreviations. */
const isShouted = (text: string) => {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  return words.filter((word) => word === word.toUpperCase()).length > words.length / 2;
};

/** «(ОСС)» after the full name introduces it too. */
function introduced(context: CheckContext): Set<string> {
  const known = new Set<string>();
  for (const { term } of definedTerms(context.blocks)) {
    for (const word of repairLookAlikes(term)
      .toUpperCase()
      .match(/\p{L}{2,}/gu) ?? [])
      known.add(word);
  }
  for (const { text } of context.blocks) {
    for (const [, word] of repairLookAlikes(text).matchAll(/\((?:[^()]{0,40}?[-–—,]\s*)?(\p{Lu}{2,6})\)/gu))
      known.add(word ?? '');
  }
  return known;
}

export const unknownAbbreviation: BodyRule = {
  id: 'unknown-abbreviation',
  title: 'Сокращение без расшифровки',
  why: 'Читатель со стороны может не знать этого сокращения: расшифруйте его при первом упоминании.',
  severity: 'hint',
  scope: 'body',
  find(context) {
    const known = introduced(context);
    const told = new Set<string>();
    const out: PlacedFinding[] = [];
    for (const block of context.blocks) {
      if (!/\p{Lu}{2}/u.test(block.text)) continue;
      // As it will be set: mending quotes must not turn a name into an abbreviation.
      const text = block.masked.map(typeset).join('\n');
      if (isShouted(text)) continue;
      for (const { 0: word, index } of text.matchAll(CAPITALS)) {
        // A name in quotation marks is a name.
        const before = text.slice(Math.max(0, index - 60), index);
        const inName = before.lastIndexOf('«') > before.lastIndexOf('»');
        if (
          inName ||
          told.has(word) ||
          known.has(word) ||
          KNOWN_ABBREVIATIONS.has(word) ||
          /^[A-Z]+$/.test(word)
        )
          continue;
        told.add(word);
        out.push({
          blockId: block.id,
          key: word,
          quote: word,
          message: `Что такое «${word}», в тексте не сказано`,
        });
      }
    }
    return out;
  },
};
