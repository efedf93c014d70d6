import { Link } from '@remix-run/react';
import type { AuthorView, ReplyView, ThreadView } from '~/modules/documents';
import { Button } from '../button';
import { Disclosure } from '../disclosure';
import { RadioGroup, TextArea } from '../fields';
import { formatMoment } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';
import { PostForm } from './post-form';

const looks = {
  open: { icon: 'clock', tone: 'warning' },
  accepted: { icon: 'check', tone: 'success' },
  partly: { icon: 'check', tone: 'accent' },
  declined: { icon: 'cross', tone: 'neutral' },
  resolved: { icon: 'check', tone: 'success' },
} as const;

export interface ThreadCardProps {
  thread: ThreadView;
  /** Where its point is shown; null where there is no text beside. */
  href: string | null;
}

/** «И. Образцов, Инспекция · 20.09.2026, исправлено · из файла «…», внёс NN». */
export function AuthorLine({ author }: { author: AuthorView }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <p className="min-w-0 text-sm break-words text-ink-soft">
      <span className="font-medium text-ink">{author.name}</span>
      {author.organisation ? `, ${author.organisation}` : ''} ·{' '}
      <time dateTime={author.at}>{formatMoment(author.at, locale)}</time>
      {author.editedAt ? `, ${t('remarks.thread.edited')}` : ''}
      {author.source ? <span className="block">{author.source}</span> : null}
    </p>
  );
}

export function ThreadCard({ thread, href }: ThreadCardProps) {
  const t = useMessages();
  const { icon, tone } = looks[thread.status];
  return (
    <li id={`r-${thread.id}`} className="scroll-mt-4 rounded-md border border-line bg-sheet px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">{placeWords(thread, t)}</h3>
        <Badge icon={icon} tone={tone}>
          {t(`remarks.status.${thread.status}`)}
        </Badge>
      </div>
      <AuthorLine author={thread} />
      <Place thread={thread} href={href} />
      <p className="mt-2 break-words whitespace-pre-line">{thread.text}</p>
      {thread.can.edit ? <OwnWords thread={thread} reply={null} /> : null}
      {thread.replies.length > 0 ? (
        <ul className="mt-2 grid grid-cols-1 gap-2 border-l-3 border-line pl-3">
          {thread.replies.map((reply) => (
            <li key={reply.id}>
              <AuthorLine author={reply} />
              <p className="break-words whitespace-pre-line">{reply.text}</p>
              {reply.canEdit ? <OwnWords thread={thread} reply={reply} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {thread.answer ? (
        <p className="mt-2 border-l-3 border-line-strong pl-3 break-words whitespace-pre-line">
          <span className="font-medium">
            {t(`remarks.status.${thread.answer.outcome}`)}, {thread.answer.byName}:{' '}
          </span>
          {thread.answer.text}
        </p>
      ) : null}
      <ThreadActions thread={thread} />
    </li>
  );
}

function placeWords(thread: ThreadView, t: ReturnType<typeof useMessages>): string {
  if (thread.place === 'document') {
    return thread.onRoute
      ? `${t('remarks.thread.document')}, ${t('remarks.thread.route')}`
      : t('remarks.thread.document');
  }
  return thread.point ? t('remarks.thread.point', { point: thread.point }) : t('remarks.thread.text');
}

function Place({ thread, href }: { thread: ThreadView; href: string | null }) {
  const t = useMessages();
  const note =
    thread.place === 'changed' || thread.place === 'lost' || thread.place === 'gone' ? thread.place : null;
  return (
    <>
      {thread.quote ? (
        <p className="mt-1 break-words">
          <span className="text-sm text-ink-soft">{t('remarks.thread.quote')}: </span>
          <q className="font-serif">{thread.quote}</q>
        </p>
      ) : null}
      {note ? (
        <p className="mt-1 flex items-start gap-1.5 text-sm">
          <Icon name="warning" className="mt-0.5 size-4 text-warning" />
          {t(`remarks.thread.place.${note}`)}
        </p>
      ) : null}
      {href && thread.block && thread.place !== 'gone' ? (
        <Link to={href} preventScrollReset className="no-print inline-flex min-h-11 items-center text-sm">
          {t('remarks.thread.show')}
        </Link>
      ) : null}
    </>
  );
}

interface OwnWordsProps {
  thread: ThreadView;
  reply: ReplyView | null;
}

function OwnWords({ thread, reply }: OwnWordsProps) {
  const t = useMessages();
  const hidden = (
    <>
      <input type="hidden" name="remarkId" value={thread.id} />
      {reply ? <input type="hidden" name="replyId" value={reply.id} /> : null}
    </>
  );
  return (
    <Disclosure summary={t('remarks.thread.edit')} summaryClassName="w-fit text-sm text-accent">
      <div className="grid grid-cols-1 gap-2">
        <PostForm intent="edit">
          {hidden}
          <TextArea
            name="text"
            label={t('remarks.form.text')}
            required
            rows={3}
            defaultValue={reply?.text ?? thread.text}
          />
          <div>
            <Button>{t('remarks.thread.edit.send')}</Button>
          </div>
        </PostForm>
        <PostForm intent="delete">
          {hidden}
          <div>
            <Button look="danger">{t('remarks.thread.delete')}</Button>
          </div>
        </PostForm>
      </div>
    </Disclosure>
  );
}

function ThreadActions({ thread }: { thread: ThreadView }) {
  const t = useMessages();
  const { can } = thread;
  const remarkId = <input type="hidden" name="remarkId" value={thread.id} />;
  const summary = 'w-fit text-accent font-medium';
  return (
    <div className="no-print mt-1 grid grid-cols-1 gap-x-4">
      {can.answer ? (
        <Disclosure summary={t('remarks.thread.decide')} summaryClassName={summary}>
          <PostForm intent="answer">
            {remarkId}
            <RadioGroup
              label={t('remarks.answer.outcome')}
              name="outcome"
              defaultValue="accepted"
              choices={(['accepted', 'partly', 'declined'] as const).map((value) => ({
                value,
                label: t(`remarks.status.${value}`),
              }))}
            />
            <TextArea name="text" label={t('remarks.answer')} required rows={3} maxLength={20_000} />
            <div>
              <Button look="primary">{t('remarks.answer.send')}</Button>
            </div>
          </PostForm>
        </Disclosure>
      ) : null}
      {can.reply ? (
        <Disclosure summary={t('remarks.thread.reply')} summaryClassName={summary}>
          <PostForm intent="reply">
            {remarkId}
            <TextArea
              name="text"
              label={t('remarks.thread.reply.text')}
              required
              rows={3}
              maxLength={20_000}
            />
            <div>
              <Button>{t('remarks.thread.reply.send')}</Button>
            </div>
          </PostForm>
        </Disclosure>
      ) : null}
      {can.resolve || can.reopen ? (
        <PostForm intent={can.resolve ? 'resolve' : 'reopen'}>
          {remarkId}
          <div>
            <Button look="quiet" icon={can.resolve ? 'check' : 'returned'}>
              {t(can.resolve ? 'remarks.thread.resolve' : 'remarks.thread.reopen')}
            </Button>
          </div>
        </PostForm>
      ) : null}
    </div>
  );
}
