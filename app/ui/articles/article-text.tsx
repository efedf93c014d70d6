import type { ArticleBlock, ArticleRun, ArticleSource } from '~/modules/knowledge';
import { useMessages } from '../messages/messages-context';

/** The words of a term or a guide. */
export function ArticleText({ blocks }: { blocks: readonly ArticleBlock[] }) {
  return (
    <div className="grid max-w-[46rem] gap-3 font-serif text-[1.0625rem] leading-relaxed">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a finished text have no other name
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: ArticleBlock }) {
  if (block.kind === 'heading')
    return (
      <h2 className="mt-3 font-sans text-lg font-semibold">
        <Runs runs={block.runs} />
      </h2>
    );
  if (block.kind === 'paragraph')
    return (
      <p>
        <Runs runs={block.runs} />
      </p>
    );
  if (block.kind === 'table') return <Table rows={block.rows} />;
  const List = block.ordered ? 'ol' : 'ul';
  return (
    <List className={`grid gap-1 pl-6 ${block.ordered ? 'list-decimal' : 'list-disc'}`}>
      {block.items.map((runs, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index}>
          <Runs runs={runs} />
        </li>
      ))}
    </List>
  );
}

function Table({ rows }: { rows: readonly (readonly (readonly ArticleRun[])[])[] }) {
  const t = useMessages();
  const [head = [], ...body] = rows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="overflow-x-auto" tabIndex={0} aria-label={t('acts.table')}>
      <table className="border-collapse text-base">
        <thead>
          <tr>
            {head.map((runs, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <th key={column} className="border border-line-strong px-2 py-1 text-left">
                <Runs runs={runs} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={row}>
              {cells.map((runs, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} className="border border-line-strong px-2 py-1 align-top">
                  <Runs runs={runs} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Runs({ runs }: { runs: readonly ArticleRun[] }) {
  return (
    <>
      {runs.map(({ text, strong, href }, index) => {
        const key = `${index} ${text}`;
        if (href)
          return (
            <a key={key} href={href}>
              {text}
            </a>
          );
        return strong ? <strong key={key}>{text}</strong> : <span key={key}>{text}</span>;
      })}
    </>
  );
}

/** What the words rest on: norm and the edition they were read in. */
export function ArticleSources({ sources }: { sources: readonly ArticleSource[] }) {
  const t = useMessages();
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="sources-title" className="mt-6">
      <h2 id="sources-title" className="font-semibold">
        {t('articles.sources')}
      </h2>
      <ul className="text-ink-soft">
        {sources.map(({ reference, edition }) => (
          <li key={reference}>{[reference, edition].filter(Boolean).join(' — ')}</li>
        ))}
      </ul>
    </section>
  );
}
