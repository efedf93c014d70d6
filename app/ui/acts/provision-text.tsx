import type { ProvisionPageView, ProvisionView } from '~/modules/knowledge';
import { useMessages } from '../messages/messages-context';

interface ProvisionTextProps {
  page: ProvisionPageView;
  base: string;
  date: string;
}

const INDENT = ['', '', 'pl-5 sm:pl-8', 'pl-9 sm:pl-14', 'pl-12 sm:pl-20'];

/** The words of a unit with all that stands in it; every mark is a link to that unit's own page. */
export function ProvisionText({ page, base, date }: ProvisionTextProps) {
  const { unit, inside, isContents, lead } = page;
  const own = unit.text !== '' || unit.table !== null;
  return (
    <div className="act-text max-w-[46rem] font-serif text-[1.0625rem] leading-relaxed">
      {lead ? (
        <p className="text-ink-soft">
          {lead.label} <Pieces unit={lead} />
        </p>
      ) : null}
      {own ? <Unit unit={unit} own base={base} date={date} /> : <Notes notes={unit.notes} />}
      {isContents ? (
        <ol className="font-sans text-base">
          {inside.map((part) => (
            <li key={part.path}>
              <a
                href={`${base}/${part.path}${date}`}
                className="flex min-h-11 items-baseline gap-2 rounded-md px-2 py-2 text-ink no-underline hover:bg-accent-soft"
              >
                <span className="shrink-0 text-ink-soft">{part.label}</span>
                <span>{part.title.replaceAll('\n', ' ') || part.text.slice(0, 160)}</span>
              </a>
            </li>
          ))}
        </ol>
      ) : (
        inside.map((part) => <Unit key={part.path} unit={part} own={false} base={base} date={date} />)
      )}
    </div>
  );
}

interface UnitProps {
  unit: ProvisionView;
  own: boolean;
  base: string;
  date: string;
}

function Unit({ unit, own, base, date }: UnitProps) {
  const t = useMessages();
  const mark = unit.label ? (
    own ? (
      <span>{unit.label} </span>
    ) : (
      <a
        href={`${base}/${unit.path}${date}`}
        className="-my-2 inline-block py-2 pr-1 text-accent-strong no-underline hover:underline"
        aria-label={t('acts.link', { unit: unit.label })}
      >
        {unit.label}{' '}
      </a>
    )
  ) : null;
  if (!own && unit.title)
    return (
      <section id={unit.path} className="mt-6">
        <h2 className="text-lg font-semibold">
          {mark}
          {unit.title.replaceAll('\n', ' ')}
        </h2>
        {unit.text ? <Words unit={unit} /> : null}
        <Notes notes={unit.notes} />
      </section>
    );
  return (
    <div id={unit.path} className={`mt-3 ${INDENT[Math.min(own ? 0 : unit.depth, 4)]}`}>
      {unit.table ? (
        <Table rows={unit.table} />
      ) : (
        <p className={`whitespace-pre-line ${unit.lapsed ? 'text-ink-soft' : ''}`}>
          {mark}
          <Pieces unit={unit} />
        </p>
      )}
      <Notes notes={unit.notes} />
    </div>
  );
}

const Words = ({ unit }: { unit: ProvisionView }) => (
  <p className="mt-2 whitespace-pre-line">
    <Pieces unit={unit} />
  </p>
);

/** Citations as links; what leads nowhere or has lapsed is told in words. */
function Pieces({ unit }: { unit: ProvisionView }) {
  const t = useMessages();
  let at = 0;
  return (
    <>
      {unit.pieces.map((piece) => {
        const key = `${unit.path} ${at}`;
        at += piece.text.length;
        if (!piece.status) return <span key={key}>{piece.text}</span>;
        const word =
          piece.status === 'missing' ? t('acts.missing') : piece.status === 'lapsed' ? t('acts.lapsed') : '';
        const note = [word, piece.note].filter(Boolean).join('; ');
        return (
          <span key={key}>
            {piece.href ? (
              <a href={piece.href} title={piece.note}>
                {piece.text}
              </a>
            ) : (
              <span className="border-b border-dashed border-warning">{piece.text}</span>
            )}
            {piece.status === 'resolved' ? null : (
              <span className="font-sans text-sm text-warning"> ({note})</span>
            )}
          </span>
        );
      })}
    </>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  const t = useMessages();
  if (notes.length === 0) return null;
  return (
    <details className="no-print font-sans text-sm text-ink-soft">
      <summary className="inline-flex min-h-11 cursor-pointer items-center">{t('acts.notes')}</summary>
      {notes.map((note) => (
        <p key={note} className="mb-1">
          {note}
        </p>
      ))}
    </details>
  );
}

function Table({ rows }: { rows: readonly (readonly string[])[] }) {
  const t = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="overflow-x-auto" tabIndex={0} aria-label={t('acts.table')}>
      <table className="border-collapse text-base">
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed table have no other name
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same for cells
                <td key={column} className="border border-line-strong px-2 py-1 align-top">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
