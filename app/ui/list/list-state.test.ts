import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listHref, parseListState, withFacet } from './list-state';

const spec = { facets: ['kind', 'state'], sorts: ['updated', 'title'] } as const;
const parse = (query: string) => parseListState(new URLSearchParams(query), spec);

describe('list state in the address', () => {
  it('falls back to the defaults on nonsense', () => {
    expect(parse('page=-3&sort=evil&kind=%20')).toEqual({ q: '', facets: {}, sort: 'updated', page: 1 });
    expect(parse('page=999999999').page).toBe(1);
  });

  it('goes to page 1 when a condition changes and keeps it when the page does', () => {
    const state = parse('q=устав&kind=protocol&page=4');
    expect(listHref(state, spec, withFacet(state, 'state', 'issued'))).toBe(
      `?${new URLSearchParams({ q: 'устав', kind: 'protocol', state: 'issued' })}`,
    );
    expect(listHref(state, spec, { page: 5 })).toContain('page=5');
    expect(listHref(state, spec, withFacet(state, 'kind', null))).toBe(
      `?${new URLSearchParams({ q: 'устав' })}`,
    );
  });

  it('reads back what it wrote', () => {
    const text = fc.string({ maxLength: 40 }).map((value) => value.trim());
    const states = fc.record({
      q: text,
      kind: text,
      sort: fc.constantFrom(...spec.sorts),
      page: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(states, ({ q, kind, sort, page }) => {
        const state = { q, facets: kind ? { kind } : {}, sort, page };
        expect(parse(listHref(state, spec, { page }).slice(1))).toEqual(state);
      }),
    );
  });
});
