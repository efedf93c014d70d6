import type { CompareRow } from '~/modules/documents';
import { useMessages } from '../messages/messages-context';
import { DetailList, DiffWords } from './diff-words';

export type CompareMode = 'side' | 'inline';
interface RowProps {
  row: CompareRow;
  mode: CompareMode;
  total: number;
}

const bare = (number: string) => number.replace(/\.$/, '');

/** All rows; every change has an anchor, so that jumping needs no script. */
export function CompareRows({
  rows,
  mode,
  total,
  skippedAtEnd,
}: {
  rows: readonly CompareRow[];
  mode: CompareMode;
  total: number;
  skippedAtEnd: number;
}) {
  const t = useMessages();
  return (
    <>
      {mode === 'side' ? (
        <div
          aria-hidden="true"
          className="hidden gap-x-4 pb-1 text-sm font-medium text-ink-soft md:grid md:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]"
        >
          <span />
          <span>{t('compare.from')}</span>
          <span>{t('compare.to')}</span>
        </div>
      ) : null}
      <ol className="grid grid-cols-1 border-t border-line">
        {rows.map((row) => (
          <RowItem key={`${row.blockId} ${row.kind}`} row={row} mode={mode} total={total} />
        ))}
      </ol>
      {skippedAtEnd > 0 ? <Skipped count={skippedAtEnd} /> : null}
    </>
  );
}

function Skipped({ count }: { count: number }) {
  return <p className="py-2 text-sm text-ink-soft">… {useMessages()('compare.skipped', { count })}</p>;
}

function RowItem({ row, mode, total }: RowProps) {
  const changed = row.n > 0;
  return (
    <li className="compare-row" id={changed ? `c${row.n}` : undefined} tabIndex={changed ? -1 : undefined}>
      {row.skipped > 0 ? <Skipped count={row.skipped} /> : null}
      <div
        className={`grid gap-x-4 gap-y-1 border-b border-line py-2 ${mode === 'side' ? 'md:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]' : 'md:grid-cols-[9rem_minmax(0,1fr)]'}`}
      >
        <Margin row={row} total={total} />
        {mode === 'side' ? <Sides row={row} /> : <Inline row={row} />}
      </div>
    </li>
  );
}

/** What happened, in words, and the way to the neighbours. */
function Margin({ row, total }: { row: CompareRow; total: number }) {
  const t = useMessages();
  if (row.kind === 'same') return <div className="hidden md:block" />;
  const [before, after] = [bare(row.numberBefore), bare(row.numberAfter)];
  const moved = row.kind.startsWith('moved') && before !== after && before !== '' && after !== '';
  return (
    <div className="text-sm">
      <p className="font-medium">{t(`compare.kind.${row.kind}`)}</p>
      {moved ? <p className="text-ink-soft">{t('compare.numbers', { before, after })}</p> : null}
      {row.kind === 'left' && after !== '' ? (
        <p className="text-ink-soft">{t('compare.now', { number: after })}</p>
      ) : null}
      {row.n > 0 ? (
        <p className="no-print flex gap-1">
          <span className="sr-only">{t('compare.at', { n: row.n, total })}</span>
          {row.n > 1 ? <Jump n={row.n - 1} label={t('compare.previous')} sign="↑" /> : null}
          {row.n < total ? <Jump n={row.n + 1} label={t('compare.next')} sign="↓" /> : null}
        </p>
      ) : null}
    </div>
  );
}

function Jump({ n, label, sign }: { n: number; label: string; sign: string }) {
  return (
    <a
      href={`#c${n}`}
      aria-label={label}
      className="inline-flex size-11 items-center justify-center rounded-md no-underline hover:bg-accent-soft"
    >
      {sign}
    </a>
  );
}

const weight = (row: CompareRow) => (row.heading ? 'font-semibold' : '');

function Numbered({ number, struck = false }: { number: string; struck?: boolean }) {
  if (number === '') return null;
  return struck ? <del className="diff-del">{number}</del> : <span className="text-ink-soft">{number}</span>;
}

function Sides({ row }: { row: CompareRow }) {
  const t = useMessages();
  const gone = row.kind === 'added';
  const away = row.kind === 'removed' || row.kind === 'left';
  const nothing = <span className="text-sm text-ink-soft">— {t('compare.nothing')}</span>;
  const heading = 'mr-2 text-sm font-medium text-ink-soft md:sr-only';
  const unchanged = row.kind === 'same';
  return (
    <>
      <div className={`font-serif ${weight(row)} ${unchanged ? 'hidden md:block' : ''}`}>
        <span className={heading}>{t('compare.from')}:</span>
        {gone ? (
          nothing
        ) : (
          <>
            <Numbered number={row.numberBefore} struck={row.kind === 'removed'} />{' '}
            <DiffWords words={row.words} side="before" />
          </>
        )}
      </div>
      <div className={`font-serif ${weight(row)}`}>
        {unchanged ? null : <span className={heading}>{t('compare.to')}:</span>}
        {away ? (
          nothing
        ) : (
          <>
            <Numbered number={row.numberAfter} /> <DiffWords words={row.words} side="after" />
            <DetailList details={row.details} />
          </>
        )}
      </div>
    </>
  );
}

function Inline({ row }: { row: CompareRow }) {
  const number = row.numberAfter || row.numberBefore;
  const indent = ['', 'pl-4', 'pl-8', 'pl-12'][Math.min(Math.max(row.depth - 1, 0), 3)];
  return (
    <div
      className={`max-w-[46rem] font-serif ${indent} ${weight(row)} ${row.kind === 'left' ? 'text-ink-soft' : ''}`}
    >
      <Numbered number={number} struck={row.kind === 'removed'} /> <DiffWords words={row.words} />
      <DetailList details={row.details} />
    </div>
  );
}
