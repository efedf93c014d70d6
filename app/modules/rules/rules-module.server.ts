// The rule book of the running site: current content releases below `rules/`, read again only when one of them moves.
import type { ReleaseStore } from '~/platform/content';
import { formatProblem } from '~/shared/problem';
import { fail } from './errors';
import { loadRuleBook, type RuleBook } from './rule-book';

export interface RulesDeps {
  readonly releases: Pick<ReleaseStore, 'list'>;
}

/** Binds the module to its releases. */
export function createRulesModule({ releases }: RulesDeps) {
  let cached: { key: string; book: RuleBook } | null = null;
  return {
    /** Rules, calendar and layout profiles as published now. Throws rules/broken-content. */
    async getRules(): Promise<RuleBook> {
      const current = (await releases.list('content')).filter((release) => release.id.startsWith('rules/'));
      const key = current.map((release) => release.sha).join(' ');
      if (cached?.key === key) return cached.book;
      const files = current.flatMap((release) =>
        Object.values(release.files).map((text): [string, string] => [`${release.id}.yaml`, text]),
      );
      const { book, problems } = loadRuleBook(Object.fromEntries(files));
      const broken = problems.find((problem) => problem.severity === 'error');
      if (broken) throw fail('broken-content', { reason: formatProblem(broken) });
      cached = { key, book };
      return book;
    },
  };
}

export type RulesModule = ReturnType<typeof createRulesModule>;
