import type { SuggestionGroupView, SuggestionItemView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Disclosure } from '../disclosure';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';
import { keyed } from './keyed';
import { TextPieces } from './text-pieces';
import { AuthorLine } from './thread-card';

const looks = {
  open: { icon: 'clock', tone: 'warning' },
  accepted: { icon: 'check', tone: 'success' },
  rejected: { icon: 'cross', tone: 'neutral' },
  withdrawn: { icon: 'returned', tone: 'neutral' },
} as const;

export interface SuggestionCardProps {
  group: SuggestionGroupView;
  canDecide: boolean;
  /** Boxes for choosing several; not in the narrow panel. */
  choosing: boolean;
  /** Level of its heading. */
  level?: 3 | 4;
}

/** What one author proposes for one block. Its buttons carry its own ids, so they stand in the list's one form. */
export function SuggestionCard({ group, canDecide, choosing, level = 3 }: SuggestionCardProps) {
  const t = useMessages();
  const Heading = level === 3 ? 'h3' : 'h4';
  const single = group.items.length === 1 ? group.items[0] : undefined;
  return (
    <li id={`s-${group.key}`} className="scroll-mt-4 rounded-md border border-line bg-sheet px-4 py-3">
      <Heading className="font-semibold">
        {group.block === null
          ? t('remarks.thread.document')
          : group.point
            ? t('remarks.thread.point', { point: group.point })
            : t('remarks.thread.text')}
      </Heading>
      <AuthorLine author={group} />
      <p className="text-sm text-ink-soft">{t('remarks.suggestion.version', { number: group.baseNumber })}</p>
      {group.comment ? <p className="mt-1 break-words whitespace-pre-line">{group.comment}</p> : null}
      {group.whole.length > 0 ? (
        <>
          <div lang="ru" className="mt-2 font-serif break-words">
            {keyed(group.whole).map(({ key, value: pieces }) => (
              <p key={key}>
                <TextPieces pieces={pieces} />
              </p>
            ))}
          </div>
          <Disclosure summary={t('remarks.suggestion.each')} summaryClassName="w-fit text-accent">
            <Items group={group} choosing={choosing && canDecide} />
          </Disclosure>
        </>
      ) : single ? (
        <Item item={single} choosing={choosing && canDecide} />
      ) : (
        <Items group={group} choosing={choosing && canDecide} />
      )}
      {group.unfit ? <Unfit group={group} /> : null}
      <CardButtons group={group} canDecide={canDecide} />
    </li>
  );
}

function Items({ group, choosing }: { group: SuggestionGroupView; choosing: boolean }) {
  return (
    <ul className="grid grid-cols-1 gap-2">
      {group.items.map((item) => (
        <li key={item.id}>
          <Item item={item} choosing={choosing} />
        </li>
      ))}
    </ul>
  );
}

function Item({ item, choosing }: { item: SuggestionItemView; choosing: boolean }) {
  const t = useMessages();
  const { icon, tone } = looks[item.status];
  const words = item.pieces.map(({ text }) => text).join(' ');
  return (
    <div className="mt-1 flex items-start gap-2">
      {choosing && item.status === 'open' ? (
        <label className="flex min-h-11 min-w-11 shrink-0 cursor-pointer items-center justify-center">
          <input type="checkbox" name="ids" value={item.id} className="size-6 accent-accent" />
          <span className="sr-only">{t('remarks.suggestion.choose', { text: words.slice(0, 80) })}</span>
        </label>
      ) : null}
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          <span>
            {t(`remarks.suggestion.kind.${item.kind}`)}
            {item.note ? ` ${item.note}` : ''}
            {item.untracked ? ` · ${t('remarks.suggestion.untracked')}` : ''}
          </span>
          <Badge icon={icon} tone={tone}>
            {t(`remarks.suggestion.status.${item.status}`)}
          </Badge>
        </p>
        <p lang="ru" className="font-serif break-words whitespace-pre-line">
          <TextPieces pieces={item.pieces} />
        </p>
        {item.decision ? (
          <p className="text-sm text-ink-soft">
            {item.decision.byName}
            {item.decision.reason ? `: ${item.decision.reason}` : ''}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Unfit({ group }: { group: SuggestionGroupView }) {
  const t = useMessages();
  return (
    <div className="mt-2 rounded-md border-l-4 border-warning bg-warning-soft px-3 py-2">
      <p className="flex items-center gap-2 font-medium">
        <Icon name="warning" className="size-5 text-warning" />
        {t('remarks.suggestion.unfit')}
      </p>
      <dl className="mt-1 grid grid-cols-1 gap-2">
        <div>
          <dt className="text-sm text-ink-soft">{t('remarks.suggestion.unfit.now')}</dt>
          <dd lang="ru" className="font-serif break-words whitespace-pre-line">
            {group.now ?? t('remarks.suggestion.unfit.gone')}
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-soft">{t('remarks.suggestion.unfit.wanted')}</dt>
          {group.items
            .filter(({ fits }) => !fits)
            .map((item) => (
              <dd key={item.id} lang="ru" className="font-serif break-words whitespace-pre-line">
                <TextPieces pieces={item.pieces} />
              </dd>
            ))}
        </div>
      </dl>
    </div>
  );
}

/** Native buttons: which of them was pressed must be known without scripts too. */
function CardButtons({ group, canDecide }: { group: SuggestionGroupView; canDecide: boolean }) {
  const t = useMessages();
  const { openIds } = group;
  if (openIds.length === 0 || !(canDecide || group.canWithdraw)) return null;
  const value = (outcome: string) => `${outcome}:${openIds.join(',')}`;
  return (
    <div className="no-print mt-3 flex flex-wrap gap-2">
      {canDecide ? (
        <>
          <button type="submit" name="act" value={value('accepted')} className={buttonClass('secondary')}>
            <Icon name="check" />
            {t('remarks.suggestion.accept')}
          </button>
          <button type="submit" name="act" value={value('rejected')} className={buttonClass('secondary')}>
            <Icon name="cross" />
            {t('remarks.suggestion.reject')}
          </button>
        </>
      ) : null}
      {group.canWithdraw ? (
        <button type="submit" name="act" value={value('withdrawn')} className={buttonClass('quiet')}>
          {t('remarks.suggestion.withdraw')}
        </button>
      ) : null}
    </div>
  );
}
