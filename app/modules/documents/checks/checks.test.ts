import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '~/shared/sha256.server';
import { bodyArbitrary } from '../../../../tests/factories/body.arbitrary';
import { buildBody, buildItem, buildParagraph, buildSection } from '../../../../tests/factories/body.factory';
import { type Block, type DocumentBody, flattenBlocks, normalizeBody } from '../body';
import { applyFixes, CHECK_RULES, type CheckInput, checkDocument, type Problem } from '.';
import { foldText } from './fold-text';
import { maskedText, rewriteRun } from './run-text';

const hash = sha256Hex;
const inputOf = (body: DocumentBody): CheckInput => ({
  body,
  fields: {},
  definition: null,
  kind: 'resolution',
  today: '2026-09-21',
});
const check = (body: DocumentBody) => checkDocument(inputOf(body), hash);

/** Pieces that rules look for, joined at random: what a hurried author leaves. */
const slip = fc.constantFrom(
  '1. ',
  '2.3. ',
  '– ',
  '«Дом',
  'Дом»',
  '"Центр"',
  '"',
  ' - ',
  '(см. ',
  ')',
  'копeрация ',
  'двор c домом ',
  'ст. 44 ЖК РФ ',
  'п. 7 ',
  '31.02.2026 ',
  'O.C. Образцов ',
  '2026г. ',
  '...',
  '№5 ',
  'а) ',
  'ХХI век ',
  'Рекомендовать ',
  'создать совет ',
  'https://сайт.рф/a-b ',
  '(далее – Совет) ',
  'РИОЖИ ',
  '[указать имя] ',
  '10-15 ',
  '  ',
  'в ',
  'том ',
  'числе ',
  'e-mail ',
);
const slipText = fc.array(slip, { maxLength: 7 }).map((parts) => parts.join(''));
const slipBlock: fc.Arbitrary<Block> = fc.oneof(
  slipText.map((text) => buildItem('', text)),
  fc.tuple(slipText, slipText).map(([a, b]) =>
    buildItem('', [
      { type: 'text' as const, text: a, marks: [{ type: 'strong' as const }] },
      { type: 'field' as const, path: 'event.city' },
      { type: 'text' as const, text: b },
    ]),
  ),
  slipText.map((text) => buildParagraph('', text)),
  fc.tuple(slipText, slipText).map(([title, text]) => buildSection('', title, [buildItem('', text)])),
);
const slipBody = fc.array(slipBlock, { maxLength: 6 }).map((blocks) => {
  let n = 0;
  return normalizeBody(buildBody(blocks), () => `b${n++}`);
});
const anyBody = fc.oneof({ arbitrary: slipBody, weight: 4 }, { arbitrary: bodyArbitrary, weight: 1 });

const kindsOf = (problems: readonly Problem[]) =>
  new Map(problems.map((one) => [`${one.rule}:${one.blockId}`, one]));
const others = (body: DocumentBody, id: string) =>
  flattenBlocks(body)
    .filter(({ block }) => block.id !== id)
    .map(({ block }) => ({ ...block, children: [] }));

describe('fixes', () => {
  it('remove their problem, add none, change no other block, and a second time change nothing', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const problems = check(body);
        const before = kindsOf(problems);
        for (const problem of problems.filter(({ fix }) => fix !== null)) {
          const fixed = applyFixes(inputOf(body), [problem]);
          const found = check(fixed);
          const after = kindsOf(found);
          const same = JSON.stringify(fixed) === JSON.stringify(body);
          // A fix that would bring another fault is held back; else its problem is gone or no longer has a fix.
          if (!same) expect(after.get(`${problem.rule}:${problem.blockId}`)?.fix ?? null).toBeNull();
          for (const key of after.keys()) expect(before.has(key), `${problem.rule} made ${key}`).toBe(true);
          expect(others(fixed, problem.blockId!)).toEqual(others(body, problem.blockId!));
          expect(applyFixes(inputOf(fixed), [problem])).toEqual(fixed);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('all at once leave no words to mend; only what has become empty may still go', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const fixed = applyFixes(inputOf(body), check(body));
        const left = check(fixed).filter(({ rule }) => rule !== 'empty-block');
        expect(applyFixes(inputOf(fixed), left)).toEqual(fixed);
      }),
      { numRuns: 100 },
    );
  });

  it('keep marks and atoms', () => {
    const run = [
      { type: 'text' as const, text: 'Центр "Добрый', marks: [{ type: 'strong' as const }] },
      { type: 'text' as const, text: ' двор" в ' },
      { type: 'field' as const, path: 'city' },
      { type: 'text' as const, text: ' - дом' },
    ];
    const out = rewriteRun(run, (text) => text.replace('"', '«').replace('"', '»').replace(' - ', ' — '));
    expect(out).toEqual([
      { type: 'text', text: 'Центр «Добрый', marks: [{ type: 'strong' }] },
      { type: 'text', text: ' двор» в ' },
      { type: 'field', path: 'city' },
      { type: 'text', text: ' — дом' },
    ]);
    expect(rewriteRun(run, () => 'всё иначе')).toBe(run);
    expect(maskedText(run)).toContain('\uFFFC');
  });
});

describe('the engine', () => {
  it('names every rule in words and gives stable, distinct ids', () => {
    for (const rule of CHECK_RULES) {
      expect(rule.title).not.toBe('');
      expect(rule.why).toMatch(/[.]$/);
    }
    fc.assert(
      fc.property(anyBody, (body) => {
        const ids = check(body).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(check(body)).toEqual(check(body));
      }),
      { numRuns: 100 },
    );
  });

  it('binds a skip to the words: another wording is asked about again, another number is not', () => {
    const body = (text: string, before: Block[] = []) => buildBody([...before, buildItem('x', text)]);
    const print = (of: DocumentBody) =>
      check(of).find(({ rule, blockId }) => rule === 'item-without-verb' && blockId === 'x')?.fingerprint;
    expect(print(body('Совет дома'))).toBe(print(body('Совет дома', [buildItem('y', 'Создать клуб')])));
    expect(print(body('Совет дома'))).not.toBe(print(body('Совет двора')));
  });

  it('folds away what fixes change', () => {
    expect(foldText('1. Копeрация  "Двор"')).toBe(foldText('Коперация «Двор»'));
  });
});
