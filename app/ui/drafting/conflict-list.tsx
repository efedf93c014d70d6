// «Показать рядом и выбрать»: two wordings side by side (one above the other on a phone), what differs marked by colour,
// line and word, so that it reads in black and white too. For drafts and for rebuilding from a template.
import { useId, useState } from 'react';
import {
  type Block,
  blockText,
  type ConflictChoice,
  type ConflictView,
  type DisplayContext,
  type DocumentBody,
  diffWords,
  displayContext,
  findBlock,
  mapOwnRuns,
  type ValueResolver,
  type WordPart,
} from '~/modules/documents';
import { Button } from '../button';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

export interface ConflictListProps {
  /** The text as it stands: what is «in the text» is read from it. */
  body: DocumentBody;
  values?: ValueResolver;
  conflicts: readonly ConflictView[];
  onChoose: (id: string, choice: ConflictChoice) => void;
  /** Shows the block in the text; absent where there is no text beside the list. */
  onShow?: ((blockId: string) => void) | undefined;
}

export function ConflictList({ body, values, conflicts, onChoose, onShow }: ConflictListProps) {
  const t = useMessages();
  const title = useId();
  if (conflicts.length === 0) return null;
  const context = displayContext(body, values);
  return (
    <section aria-labelledby={title} className="rounded-md border border-warning bg-warning-soft p-4">
      <h2 id={title} className="flex items-center gap-2 text-lg font-semibold">
        <Icon name="warning" className="size-5 text-warning" />
        {t('drafting.conflicts.title', { count: conflicts.length })}
      </h2>
      <p className="mt-1">{t('drafting.conflicts.lead')}</p>
      <ol className="mt-3 grid grid-cols-1 gap-4">
        {conflicts.map((one) => (
          <li key={one.id} className="rounded-md border border-line-strong bg-sheet p-3">
            <OneConflict one={one} body={body} context={context} onChoose={onChoose} onShow={onShow} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface OneProps {
  one: ConflictView;
  body: DocumentBody;
  context: DisplayContext;
  onChoose: ConflictListProps['onChoose'];
  onShow: ConflictListProps['onShow'];
}

function OneConflict(props: OneProps) {
  const { one, context, onShow } = props;
  const t = useMessages();
  const { conflict } = one;
  const blockId = 'blockId' in conflict ? conflict.blockId : 'parentId' in conflict ? conflict.parentId : '';
  const place = usePlace(blockId, context);
  const titles = {
    changed: t('drafting.conflict.changed', { place }),
    'removed-changed': t('drafting.conflict.removed', { place }),
    moved: t('drafting.conflict.moved', { place }),
    order: t('drafting.conflict.order', { place }),
    numbering: t('drafting.conflict.numbering'),
  };
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{titles[conflict.kind]}</h3>
        {onShow && blockId !== '' ? (
          <Button type="button" look="quiet" onPress={() => onShow(blockId)}>
            {t('drafting.conflict.show')}
          </Button>
        ) : null}
      </div>
      {conflict.kind === 'changed' ? <Wordings {...props} /> : <PlainChoice {...props} />}
    </>
  );
}

function usePlace(blockId: string, context: DisplayContext): string {
  const t = useMessages();
  if (blockId === '') return t('drafting.conflict.wholeText');
  const label = context.numbers.get(blockId)?.label;
  return label
    ? t('drafting.presence.item', { number: label.replace(/\.$/, '') })
    : t('drafting.presence.block');
}

/** Two wordings of one block. */
function Wordings({ one, body, context, onChoose }: OneProps) {
  const t = useMessages();
  const [own, setOwn] = useState<string | null>(null);
  if (one.conflict.kind !== 'changed') return null;
  const { blockId, right } = one.conflict;
  const stands = findBlock(body, blockId)?.block ?? null;
  const inText = stands ? blockText(stands, context) : '';
  const waiting = blockText(right, context);
  const parts = diffWords(inText, waiting);
  const plain = stands !== null && isPlainText(stands);
  return (
    <>
      <div className="mt-2 grid grid-cols-1 gap-3 md:grid-cols-2">
        <Wording label={t('drafting.conflict.inText')} name={one.leftName}>
          {stands ? <Words parts={parts} side="removed" /> : t('drafting.conflict.gone')}
        </Wording>
        <Wording label={t('drafting.conflict.waiting')} name={one.rightName}>
          <Words parts={parts} side="added" />
        </Wording>
      </div>
      {own === null ? (
        <p className="mt-3 flex flex-wrap gap-2">
          <Choose
            one={one}
            onChoose={onChoose}
            choice={{ kind: 'stay' }}
            label={t('drafting.conflict.stay')}
          />
          <Choose
            one={one}
            onChoose={onChoose}
            choice={{ kind: 'take' }}
            label={t('drafting.conflict.take')}
          />
          <Choose
            one={one}
            onChoose={onChoose}
            choice={{ kind: 'both' }}
            label={t('drafting.conflict.both')}
          />
          {plain ? (
            <Button type="button" look="quiet" icon="pen" onPress={() => setOwn(`${inText}\n${waiting}`)}>
              {t('drafting.conflict.edit')}
            </Button>
          ) : null}
        </p>
      ) : (
        <OwnWording
          text={own}
          onText={setOwn}
          onCancel={() => setOwn(null)}
          onDone={() => stands && onChoose(one.id, { kind: 'edited', block: withText(stands, own) })}
        />
      )}
    </>
  );
}

const isPlainText = (block: Block) =>
  block.type === 'item' || block.type === 'paragraph' || block.type === 'section';

const withText = (block: Block, text: string): Block =>
  mapOwnRuns(block, () => [{ type: 'text', text: text.replace(/\s+/g, ' ').trim() }]);

interface OwnWordingProps {
  text: string;
  onText: (text: string) => void;
  onCancel: () => void;
  onDone: () => void;
}

function OwnWording({ text, onText, onCancel, onDone }: OwnWordingProps) {
  const t = useMessages();
  const id = useId();
  return (
    <div className="mt-3 grid gap-2">
      <label htmlFor={id} className="font-medium">
        {t('drafting.conflict.edit.label')}
      </label>
      <textarea
        id={id}
        rows={5}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className="w-full rounded-md border border-line-strong bg-sheet p-2"
      />
      <p className="flex flex-wrap gap-2">
        <Button type="button" look="primary" onPress={onDone} isDisabled={text.trim() === ''}>
          {t('drafting.conflict.edit.done')}
        </Button>
        <Button type="button" onPress={onCancel}>
          {t('drafting.conflict.edit.cancel')}
        </Button>
      </p>
    </div>
  );
}

function Wording({ label, name, children }: { label: string; name: string; children: React.ReactNode }) {
  const t = useMessages();
  return (
    <div className="rounded-md border border-line p-3">
      <p className="text-sm text-ink-soft">
        {name === '' ? label : t('drafting.conflict.by', { label, name })}
      </p>
      <p className="mt-1 whitespace-pre-line font-serif">{children}</p>
    </div>
  );
}

/** One side's words: its own are underlined (waiting) or struck (in the text), and named for who cannot see that. */
function Words({ parts, side }: { parts: readonly WordPart[]; side: 'added' | 'removed' }) {
  const t = useMessages();
  const Mark = side === 'added' ? 'ins' : 'del';
  const looks = side === 'added' ? 'bg-success-soft underline' : 'bg-danger-soft line-through';
  const named = t(side === 'added' ? 'drafting.conflict.added' : 'drafting.conflict.removedWords');
  let at = 0;
  return parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ kind, text }) => {
      at += text.length + 1;
      if (kind === 'same') return <span key={at}>{text}</span>;
      return (
        <Mark key={at} className={`${looks} decoration-2`}>
          <span className="sr-only">{`${named}: `}</span>
          {text}
        </Mark>
      );
    });
}

function PlainChoice({ one, context, onChoose }: OneProps) {
  const t = useMessages();
  const { conflict } = one;
  if (conflict.kind === 'changed') return null;
  const removal = conflict.kind === 'removed-changed';
  return (
    <>
      {removal ? (
        <Wording
          label={t('drafting.conflict.inText')}
          name={conflict.removedBy === 'left' ? one.rightName : one.leftName}
        >
          {blockText(conflict.kept, context)}
        </Wording>
      ) : (
        <p className="mt-1 text-ink-soft">
          {t('drafting.conflict.by', { label: t('drafting.conflict.inText'), name: one.leftName })}
          {'; '}
          {t('drafting.conflict.by', {
            label: t('drafting.conflict.waiting').toLowerCase(),
            name: one.rightName,
          })}
        </p>
      )}
      <p className="mt-3 flex flex-wrap gap-2">
        <Choose
          one={one}
          onChoose={onChoose}
          choice={{ kind: 'stay' }}
          label={t(removal ? 'drafting.conflict.keep' : 'drafting.conflict.order.stay')}
        />
        <Choose
          one={one}
          onChoose={onChoose}
          choice={{ kind: 'take' }}
          label={t(removal ? 'drafting.conflict.remove' : 'drafting.conflict.order.take')}
        />
      </p>
    </>
  );
}

interface ChooseProps {
  one: ConflictView;
  choice: ConflictChoice;
  label: string;
  onChoose: ConflictListProps['onChoose'];
}

const Choose = ({ one, choice, label, onChoose }: ChooseProps) => (
  <Button type="button" onPress={() => onChoose(one.id, choice)}>
    {label}
  </Button>
);
