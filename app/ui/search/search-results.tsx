import { Link } from '@remix-run/react';
import type { FoundPiece, FoundSource, Segment } from '~/modules/finding';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

/** Sources in the order of their best piece; each piece leads to its very place. */
export function SearchResults({ groups }: { groups: readonly FoundSource[] }) {
  return (
    <ol className="grid grid-cols-1 gap-3">
      {groups.map((group) => (
        <li key={group.source} className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5">
          <Source group={group} />
        </li>
      ))}
    </ol>
  );
}

function Source({ group }: { group: FoundSource }) {
  const locale = useLocale();
  return (
    <>
      <h2 className="font-medium">
        <Link to={group.url} prefetch="intent" reloadDocument={isReadingAddress(group.url)}>
          <Marked segments={group.title} />
        </Link>
      </h2>
      {group.date ? <p className="text-sm text-ink-soft">{formatDay(group.date, locale)}</p> : null}
      <ul className="mt-1 grid grid-cols-1">
        {group.pieces.map((piece) => (
          <Piece key={piece.id} piece={piece} />
        ))}
      </ul>
    </>
  );
}

function Piece({ piece }: { piece: FoundPiece }) {
  const t = useMessages();
  // A quotation or a list inside a point has no number of its own: its heading is the point's.
  const heading = piece.heading.map(({ text }) => text).join('');
  const isInPoint = /^[\d.]+[.)]$/.test(heading);
  const label = isInPoint ? heading : piece.number;
  const number = /\d/.test(label) ? t('search.point', { number: label.replace(/[.)]$/, '') }) : '';
  const headings = isInPoint ? [] : piece.heading;
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        to={piece.url}
        reloadDocument={isReadingAddress(piece.url)}
        className="block max-w-[46rem] py-2 text-ink no-underline hover:text-accent-strong"
      >
        {number || headings.length > 0 ? (
          <span className="block text-sm text-ink-soft">
            {number}
            {number && headings.length > 0 ? ' · ' : ''}
            <Marked segments={headings} />
          </span>
        ) : null}
        <span className="font-serif">
          <Marked segments={piece.passage} />
        </span>
      </Link>
    </li>
  );
}

function Marked({ segments }: { segments: readonly Segment[] }) {
  return segments.map((segment, index) => {
    const key = `${index}:${segment.text}`;
    return segment.hit ? <mark key={key}>{segment.text}</mark> : <span key={key}>{segment.text}</span>;
  });
}

/** Public pages have no scripts: a client navigation into one would keep this page's. */
const isReadingAddress = (url: string) => url.startsWith('/p/');
