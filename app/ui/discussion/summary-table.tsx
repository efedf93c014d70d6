import { Link } from '@remix-run/react';
import type { SummaryView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

const HEADS = ['№', 'Пункт', 'Автор', 'Предложение', 'Решение и основание', 'Новая редакция'];

/** «Свод предложений» on the screen: a table, on a phone each row as a card. Document text, so in Russian. */
export function SummaryTable({ documentId, summary }: { documentId: string; summary: SummaryView }) {
  const t = useMessages();
  const at = `/documents/${documentId}/discussion`;
  return (
    <section aria-labelledby="summary-title" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="summary-title" className="text-lg font-semibold">
          {t('discussion.summary')}
        </h2>
        <p className="no-print flex flex-wrap gap-2">
          {(['pdf', 'docx'] as const).map((format) => (
            <a key={format} href={`${at}/svod.${format}`} className={buttonClass('secondary')}>
              <Icon name="download" />
              {t('discussion.summary.download', { format: format.toUpperCase() })}
            </a>
          ))}
          <Link to={at} className={buttonClass('quiet')}>
            {t('discussion.proposals')}
          </Link>
        </p>
      </div>
      <div lang="ru" className="grid grid-cols-1 gap-2">
        {summary.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      {summary.rows.length > 0 ? <Rows rows={summary.rows} /> : null}
    </section>
  );
}

function Rows({ rows }: { rows: SummaryView['rows'] }) {
  return (
    <table lang="ru" className="summary w-full border-collapse bg-sheet font-serif">
      <thead className="max-md:sr-only">
        <tr>
          {HEADS.map((head) => (
            <th
              key={head}
              scope="col"
              className="border border-line-strong px-3 py-2 text-left font-sans text-sm font-medium"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:grid max-md:gap-3">
        {rows.map((row) => (
          <tr
            key={row.number}
            className="align-top max-md:block max-md:rounded-md max-md:border max-md:border-line-strong max-md:p-3"
          >
            {cellsOf(row).map((cell, index) => (
              <td
                key={HEADS[index]}
                data-head={HEADS[index]}
                className="border border-line px-3 py-2 break-words whitespace-pre-line max-md:block max-md:border-0 max-md:px-0 max-md:py-1 max-md:before:block max-md:before:font-sans max-md:before:text-sm max-md:before:text-ink-soft max-md:before:content-[attr(data-head)]"
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const cellsOf = (row: SummaryView['rows'][number]): string[] => [
  row.number,
  row.point,
  row.author,
  [`${row.kind}: ${row.text}`, row.grounds ? `Обоснование: ${row.grounds}` : ''].filter(Boolean).join('\n'),
  [row.outcome, row.reason].filter(Boolean).join('\n'),
  row.wording || '—',
];
