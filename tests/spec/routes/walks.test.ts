// A smoke of the engine's laws; `npm run proof` runs the same walk far longer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionArbitrary, decideInOrder, definitionArbitrary, walk } from './random-walk';

describe('laws of the engine', () => {
  it('random walks: rule met on the hash, no deadlock, nothing lost, effects once', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        definitionArbitrary,
        fc.array(actionArbitrary, { minLength: 15, maxLength: 40, size: 'max' }),
        fc.constantFrom(null, 'письмо от 20.11.2026 № 5'),
        (definition, actions, silence) => {
          taken += walk(definition, actions, silence);
        },
      ),
      { numRuns: 250, seed: 20261121 },
    );
    expect(taken).toBeGreaterThan(1000);
  });

  it('decisions commute: any order gives the same status and the same decisions', () => {
    const decision = fc.constantFrom('agree' as const, 'return' as const, 'reject' as const);
    fc.assert(
      fc.property(
        fc.array(decision, { minLength: 2, maxLength: 5 }),
        fc.constantFrom('all' as const, 'any' as const, { atLeast: 2 }, { percent: 60 }),
        fc.infiniteStream(fc.nat(100)),
        (decisions, rule, random) => {
          const definition = {
            kind: 'resolution',
            title: 'Т',
            submit: { role: 'drafter' as const },
            steps: [
              {
                id: 's0',
                title: 'Ш',
                kind: 'approval' as const,
                mark: 'none' as const,
                assignees: { users: decisions.map((_, n) => `u${n}`) },
                order: 'parallel' as const,
                rule,
                together: false,
                onSilence: 'escalate' as const,
                onReturn: 'author',
                reapproval: 'all' as const,
                answerRemarks: false,
                casting: false,
              },
            ],
          };
          const given = decisions.map((kind, who) => ({ who, decision: kind }));
          const shuffled = given
            .map((one) => ({ one, key: random.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const [first, second] = [decideInOrder(definition, given), decideInOrder(definition, shuffled)];
          expect(second.status).toBe(first.status);
          expect(second.decisions).toHaveLength(decisions.length);
          expect(second.decisions.map((one) => one.id).sort()).toEqual(
            first.decisions.map((one) => one.id).sort(),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
