import type { OutlineEntry } from '~/modules/documents';
import { Disclosure } from '../disclosure';

const indent = ['', '', 'pl-4', 'pl-8', 'pl-12'];

/** Contents of a document: links to its parts. On a phone it is folded above the text. */
export function Outline({ title, entries }: { title: string; entries: readonly OutlineEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <Disclosure
        summary={title}
        className="no-print mb-4 rounded-md border border-line bg-sheet lg:hidden"
        summaryClassName="px-4 font-medium"
      >
        <OutlineList title={title} entries={entries} />
      </Disclosure>
      <div className="no-print sticky top-4 hidden max-h-[calc(100dvh-2rem)] overflow-y-auto lg:block">
        <p aria-hidden="true" className="mb-1 text-sm font-medium text-ink-soft">
          {title}
        </p>
        <OutlineList title={title} entries={entries} />
      </div>
    </>
  );
}

function OutlineList({ title, entries }: { title: string; entries: readonly OutlineEntry[] }) {
  return (
    <nav aria-label={title}>
      <ol>
        {entries.map((entry) => (
          <li key={entry.id} className={indent[Math.min(entry.level, 4)]}>
            <a
              href={`#${entry.id}`}
              className="flex min-h-11 items-baseline gap-2 rounded-md px-2 py-2 text-sm text-ink no-underline hover:bg-accent-soft hover:text-accent-strong"
            >
              {entry.number ? <span className="shrink-0 text-ink-soft">{entry.number}</span> : null}
              <span className="line-clamp-2">{entry.text}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
