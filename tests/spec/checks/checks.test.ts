// Every *.yaml of this folder is a list of cases; see README.md for the words.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blockText, displayContext, findBlock, type NumberingMode } from '~/modules/documents/body';
import {
  applyFixes,
  CHECK_RULES,
  type CheckInput,
  checkDocument,
  type Problem,
} from '~/modules/documents/checks';
import type { CitedNorm } from '~/modules/documents/index.server';
import type { TemplateDefinition } from '~/modules/templates';
import { readBody } from './read-body';

interface CheckCase {
  правило: string;
  вид?: string;
  нумерация?: NumberingMode;
  текст: string;
  поля?: Record<string, unknown>;
  /** Declarations of the template: fields and required parts. */
  шаблон?: Partial<Pick<TemplateDefinition, 'fields' | 'requiredSections'>>;
  сегодня?: string;
  принят?: boolean;
  сроки?: Record<string, unknown>;
  ответственные?: Record<string, string[]>;
  /** What the base of acts answers about a citation of the text. */
  нормы?: { ссылка: string; ответ: CitedNorm['status']; акт?: string; примечание?: string }[];
  организации?: { name: string; consented: boolean }[];
  /** Ids of the blocks found, «документ» for the whole; absent or empty = nothing may be found. */
  находит?: string[];
  тяжесть?: string;
  слова?: string;
  /** The block's text after the fix; null = the block goes. */
  станет?: string | null;
}

const files = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true });
const cases = Object.entries(files).map(
  ([file, text]) => [file.slice(2), parse(text) as CheckCase[]] as const,
);
const hash = (text: string) => text;

/** Answers for every text that holds the citation. */
function normsOf(norms: NonNullable<CheckCase['нормы']>): NonNullable<CheckInput['norms']> {
  const get = (text: string): CitedNorm[] =>
    norms
      .filter(({ ссылка }) => text.includes(ссылка))
      .map(({ ссылка, ответ, акт = 'ЖК РФ', примечание = '' }) => ({
        start: text.indexOf(ссылка),
        raw: ссылка,
        status: ответ,
        act: акт,
        note: примечание,
      }));
  return Object.assign(new Map<string, CitedNorm[]>(), { get });
}

function inputOf(one: CheckCase): CheckInput {
  const body = readBody(one.текст, one.нумерация);
  for (const [id, due] of Object.entries(one.сроки ?? {})) Object.assign(findBlock(body, id)!.block, { due });
  for (const [id, responsible] of Object.entries(one.ответственные ?? {})) {
    Object.assign(findBlock(body, id)!.block, { responsible });
  }
  return {
    body,
    fields: one.поля ?? {},
    definition: one.шаблон
      ? ({ fields: {}, requiredSections: [], ...one.шаблон } as unknown as TemplateDefinition)
      : null,
    kind: one.вид ?? 'resolution',
    today: one.сегодня ?? '2026-09-21',
    settled: one.принят,
    organisations: one.организации,
    norms: normsOf(one.нормы ?? []),
  };
}

const plain = (text: string) => text.replaceAll('\u00a0', '~');
const idsOf = (problems: readonly Problem[]) => problems.map(({ blockId }) => blockId ?? 'документ');

for (const [file, list] of cases) {
  describe(file, () => {
    it.each(list.map((one) => [`${one.правило}: ${one.текст.trim().slice(0, 70)}`, one] as const))(
      '%s',
      (_, one) => {
        const input = inputOf(one);
        const found = checkDocument(input, hash).filter(({ rule }) => rule === one.правило);
        expect(idsOf(found)).toEqual(one.находит ?? []);
        if (one.тяжесть) expect(found[0]?.severity).toBe(one.тяжесть);
        if (one.слова) expect(plain(`${found[0]?.message} ${found[0]?.detail}`)).toContain(one.слова);
        if (one.станет === undefined) return;
        expect(found[0]?.fix).not.toBeNull();
        const fixed = applyFixes(input, found);
        const after = findBlock(fixed, found[0]!.blockId!);
        if (one.станет === null) expect(after).toBeNull();
        else expect(plain(blockText(after!.block, displayContext(fixed)))).toBe(one.станет);
        expect(
          checkDocument({ ...input, body: fixed }, hash).filter(({ rule }) => rule === one.правило),
        ).toEqual([]);
      },
    );
  });
}

describe('the catalogue', () => {
  const all = cases.flatMap(([, list]) => list);
  const of = (positive: boolean) =>
    [
      ...new Set(all.filter(({ находит = [] }) => находит.length > 0 === positive).map((one) => one.правило)),
    ].sort();

  it('has a case for and a case against every rule, and no case of an unknown rule', () => {
    const rules = CHECK_RULES.map(({ id }) => id).sort();
    expect(of(true)).toEqual(rules);
    expect(of(false)).toEqual(rules);
  });

  it('has at least eighty cases', () => expect(all.length).toBeGreaterThanOrEqual(80));
});
