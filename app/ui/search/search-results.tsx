import { Link } from '@remix-run/react';
import type { SearchHit } from './search.types';

/** Hits in the engine's order; the title leads to the very place. */
export function SearchResults({ hits }: { hits: readonly SearchHit[] }) {
  return (
    <ol className="grid gap-3">
      {hits.map((hit) => (
        <li key={hit.id} className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5">
          <h2 className="font-medium">
            <Link to={hit.href} prefetch="intent" className="inline-flex min-h-8 items-center">
              {hit.title}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">{[hit.kindName, hit.place].filter(Boolean).join(' · ')}</p>
          <p className="mt-1 max-w-[46rem] font-serif">
            {hit.fragments.map((fragment, index) => {
              const key = `${index}:${fragment.text}`;
              return fragment.hit ? (
                <mark key={key}>{fragment.text}</mark>
              ) : (
                <span key={key}>{fragment.text}</span>
              );
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
