// The text as it was understood beside what was doubtful. Stands inside the form: ticked mendings go along with it.
import type { ImportPreviewView } from '~/modules/documents';
import { Disclosure } from '../disclosure';
import { Notice } from '../feedback';
import { useMessages } from '../messages/messages-context';

type Doubt = ImportPreviewView['doubts'][number];

const anchor = (blockId: string) => `b-${blockId}`;

export function ImportReview({
  preview,
  taken,
}: {
  preview: ImportPreviewView;
  taken: readonly string[] | null;
}) {
  const t = useMessages();
  return (
    <div className="grid grid-cols-1 gap-5">
      <Stats preview={preview} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <section aria-labelledby="import-doubts" className="min-w-0 lg:order-2">
          <h2 id="import-doubts" className="mb-2 text-lg font-semibold">
            {t('import.doubts', { count: preview.doubtCount })}
          </h2>
          {preview.doubts.length === 0 ? <p>{t('import.doubts.none')}</p> : null}
          <ul className="import-scroll grid grid-cols-1 gap-3">
            {preview.doubts.map((doubt) => (
              <li key={doubt.id} className="rounded-md border border-line bg-sheet px-4 py-3">
                <DoubtCard doubt={doubt} taken={taken === null || taken.includes(doubt.id)} />
              </li>
            ))}
          </ul>
          {preview.doubtCount > preview.doubts.length ? (
            <p className="mt-2 text-ink-soft">{t('import.doubts.more', { count: preview.doubts.length })}</p>
          ) : null}
        </section>
        <section aria-labelledby="import-tree" className="min-w-0">
          <h2 id="import-tree" className="mb-2 text-lg font-semibold">
            {t('import.tree')}
          </h2>
          <Tree preview={preview} />
          <Apart apart={preview.apart} />
        </section>
      </div>
    </div>
  );
}

function Stats({ preview }: { preview: ImportPreviewView }) {
  const t = useMessages();
  const { stats } = preview;
  const parts = [
    ...(stats.sections > 0 ? [t('import.stats.sections', { count: stats.sections })] : []),
    ...(stats.addressees > 0 ? [t('import.stats.addressees', { count: stats.addressees })] : []),
    t('import.stats.items', { count: stats.items }),
    t('import.stats.paragraphs', { count: preview.paragraphs }),
    ...(stats.tables > 0 ? [t('import.stats.tables', { count: stats.tables })] : []),
    t('import.stats.words', { count: stats.words }),
  ];
  const whole = stats.lost.length === 0;
  return (
    <Notice tone={whole ? 'success' : 'warning'}>
      <p className="font-medium">
        {t('import.stats.read', { name: preview.source.name, list: parts.join(', ') })}
      </p>
      <p>
        {whole
          ? t('import.stats.whole')
          : t('import.stats.lost', { words: stats.lost.slice(0, 30).join(' ') })}
      </p>
      {preview.carried ? <p>{t('import.stats.carried')}</p> : null}
    </Notice>
  );
}

function DoubtCard({ doubt, taken }: { doubt: Doubt; taken: boolean }) {
  const t = useMessages();
  return (
    <>
      <p>{doubt.message}</p>
      {doubt.sample ? <p className="mt-1 text-sm break-words text-ink-soft">«{doubt.sample}»</p> : null}
      <div className="flex flex-wrap items-center gap-x-5">
        {doubt.blockId ? (
          <a href={`#${anchor(doubt.blockId)}`} className="inline-flex min-h-11 items-center">
            {doubt.number ? t('import.doubt.jump', { number: doubt.number }) : t('import.doubt.jump.block')}
          </a>
        ) : null}
        {doubt.fix ? (
          <label className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name="fix"
              value={doubt.id}
              defaultChecked={taken}
              className="size-6 shrink-0 accent-accent"
            />
            <span>
              {t('import.doubt.fix')}: <del className="bg-danger-soft">{doubt.fix.from}</del>{' '}
              <ins className="bg-success-soft">{doubt.fix.to}</ins>
            </span>
          </label>
        ) : null}
      </div>
    </>
  );
}

const STRONG = new Set(['section', 'addresseeGroup', 'appendix']);

function Tree({ preview }: { preview: ImportPreviewView }) {
  const t = useMessages();
  const marked = new Set(preview.doubts.map(({ blockId }) => blockId));
  return (
    <>
      <ol
        className="import-scroll rounded-md border border-line bg-sheet p-4 font-serif"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('import.tree')}
      >
        {preview.blocks.map((block) => (
          <li
            key={block.id}
            id={anchor(block.id)}
            className={`mb-2 target:bg-mark ${marked.has(block.id) ? 'border-l-3 border-warning pl-2' : ''} ${STRONG.has(block.type) ? 'font-bold' : ''}`}
            style={{ marginInlineStart: `${Math.min(block.level, 5) * 1.25}rem` }}
          >
            {block.number ? `${block.number} ` : ''}
            <span className="whitespace-pre-line">{block.text}</span>
          </li>
        ))}
      </ol>
      {preview.blockCount > preview.blocks.length ? (
        <p className="mt-2 text-ink-soft">{t('import.tree.more', { count: preview.blockCount })}</p>
      ) : null}
    </>
  );
}

function Apart({ apart }: { apart: ImportPreviewView['apart'] }) {
  const t = useMessages();
  if (apart.length === 0) return null;
  return (
    <Disclosure summary={t('import.apart', { count: apart.length })} className="mt-3">
      <p className="text-ink-soft">{t('import.apart.text')}</p>
      <ul className="mt-2 grid list-disc grid-cols-1 gap-1 pl-5">
        {apart.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand apart twice, and the list never changes
          <li key={index}>
            {t(`import.apart.${kind}` as 'import.apart.title')}: {text}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
