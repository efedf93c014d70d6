// The rule tables and calendars of the current releases, read once and again when content was published.
import { loadRuleBook, type RuleBook } from '~/modules/rules';
import type { ReleaseStore } from '~/platform/content';

/** Another process may have published: look again after this long. */
const REMEMBERED_MS = 30_000;

export function createRuleShelf(releases: ReleaseStore) {
  let held: { at: number; book: Promise<RuleBook> } | null = null;
  const read = async (): Promise<RuleBook> => {
    const current = (await releases.list('content')).filter(({ id }) => id.startsWith('rules/'));
    const files = current.flatMap(({ id, files }) =>
      Object.values(files).map((text) => [`${id}.yaml`, text] as const),
    );
    return loadRuleBook(Object.fromEntries(files)).book;
  };
  const shelf = (): Promise<RuleBook> => {
    if (!held || performance.now() - held.at > REMEMBERED_MS) held = { at: performance.now(), book: read() };
    return held.book;
  };
  return Object.assign(shelf, {
    forget: () => {
      held = null;
    },
  });
}
