import { Link } from '@remix-run/react';
import type { RemarksView, TextBlockView } from '~/modules/documents';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { BlockForms } from './block-forms';
import { keyed } from './keyed';
import { hrefOf } from './remarks-address';
import type { RemarksRefusal } from './remarks-refusal';
import { TextPieces } from './text-pieces';

interface TextColumnProps {
  view: RemarksView;
  refused: RemarksRefusal | null;
}

/** The text block by block; each has its own links to speak about it, so no script is needed. */
export function TextColumn({ view, refused }: TextColumnProps) {
  const t = useMessages();
  return (
    <section aria-labelledby="remarks-text" className="min-w-0">
      <h2 id="remarks-text" className="mb-3 text-lg font-semibold">
        {t('remarks.text', { number: view.version.number })}
      </h2>
      <a href="#remarks-list" className="no-print mb-2 inline-flex min-h-11 items-center lg:hidden">
        {t('remarks.page')}
      </a>
      <Parts view={view} />
      <div lang="ru" className="rounded-md border border-line bg-sheet px-3 py-4 font-serif md:px-6">
        {view.blocks.map((block) => (
          <TextBlock key={`${block.mark} ${block.id}`} block={block} view={view} refused={refused} />
        ))}
      </div>
      <Parts view={view} />
    </section>
  );
}

function Parts({ view }: { view: RemarksView }) {
  const t = useMessages();
  if (view.parts.length < 2) return null;
  return (
    <nav aria-label={t('remarks.text.parts')} className="no-print my-3 flex flex-wrap gap-2">
      {view.parts.map(({ number, label }) => (
        <Link
          key={number}
          to={hrefOf(view.filter, { part: number, block: '' })}
          aria-label={t('remarks.text.part', { label })}
          aria-current={number === view.part ? 'page' : undefined}
          className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-md border border-line-strong px-3 no-underline aria-[current=page]:border-2 aria-[current=page]:border-accent aria-[current=page]:font-medium"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

const HEADS: readonly string[] = ['section', 'appendix', 'addresseeGroup'];

interface TextBlockProps extends TextColumnProps {
  block: TextBlockView;
}

function TextBlock({ block, view, refused }: TextBlockProps) {
  const t = useMessages();
  const isTarget = view.target?.block === block.id && block.mark !== 'ins';
  return (
    <div
      id={`b-${block.id}`}
      className={`scroll-mt-4 py-1 ${isTarget ? '-mx-2 rounded-sm border-l-3 border-accent bg-accent-soft px-2' : ''}`}
      style={{ marginInlineStart: `${Math.min(block.depth - 1, 3) * 0.9}rem` }}
    >
      {block.mark ? (
        <p className="flex items-center gap-1.5 font-sans text-sm font-medium text-ink-soft">
          <Icon
            name={block.mark === 'move' ? 'forward' : block.mark === 'ins' ? 'check' : 'cross'}
            className="size-4"
          />
          {t(`remarks.mark.${block.mark}`)}
        </p>
      ) : null}
      <BlockWords block={block} />
      {block.mark === 'ins' ? null : <BlockLinks block={block} view={view} />}
      {isTarget && view.can.remark ? <BlockForms view={view} refused={refused} /> : null}
    </div>
  );
}

function BlockWords({ block }: { block: TextBlockView }) {
  const look = HEADS.includes(block.type) ? 'font-semibold' : '';
  const words = keyed(block.lines).map(({ key, value: pieces }) => (
    <p
      key={key}
      className={`break-words ${look} ${block.type === 'quote' ? 'border-l-3 border-line-strong pl-3' : ''}`}
    >
      {key === '0' && block.number ? <span className="mr-1.5">{block.number}</span> : null}
      <TextPieces pieces={pieces} />
    </p>
  ));
  return block.mark === 'del' ? <del className="suggested-del block">{words}</del> : words;
}

function BlockLinks({ block, view }: { block: TextBlockView; view: RemarksView }) {
  const t = useMessages();
  const point = block.number || t('remarks.block.unnumbered');
  const here = { block: block.id };
  const link = 'inline-flex min-h-11 items-center gap-1.5 font-sans text-sm';
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4">
      {view.can.remark ? (
        <>
          <Link
            to={`${hrefOf(view.filter, { ...here, form: 'remark' })}#b-${block.id}`}
            preventScrollReset
            aria-label={t('remarks.block.remarkOn', { point })}
            className={link}
          >
            <Icon name="talk" className="size-4" />
            {t('remarks.block.remark')}
          </Link>
          <Link
            to={`${hrefOf(view.filter, { ...here, form: 'suggest' })}#b-${block.id}`}
            preventScrollReset
            aria-label={t('remarks.block.suggestOn', { point })}
            className={link}
          >
            <Icon name="pen" className="size-4" />
            {t('remarks.block.suggest')}
          </Link>
        </>
      ) : null}
      {block.openRemarks + block.openSuggestions > 0 ? (
        <Link to={`${hrefOf(view.filter, here)}#remarks-list`} className={`${link} font-medium`}>
          {[
            block.openRemarks > 0 ? t('remarks.block.count', { count: block.openRemarks }) : '',
            block.openSuggestions > 0 ? t('remarks.block.suggestions', { count: block.openSuggestions }) : '',
          ]
            .filter(Boolean)
            .join(', ')}
        </Link>
      ) : null}
    </p>
  );
}
