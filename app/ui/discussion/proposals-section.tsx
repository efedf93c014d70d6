// The list of proposals: conditions in the address, what may say the same, marks for many at once.
import { Form, Link } from '@remix-run/react';
import type { ModerationView } from '~/modules/documents';
import { Button, buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import { EmptyState } from '../feedback';
import { Select } from '../fields';
import { useMessages } from '../messages/messages-context';
import type { DeskProps } from './desk-props';
import { DecideFields } from './proposal-answer';
import { ProposalCard } from './proposal-card';
import { BULK, typedIn } from './typed';

const STATUSES = [
  'new',
  'accepted',
  'partly',
  'declined',
  'answered',
  'alike',
  'withdrawn',
  'hidden',
] as const;

export function ProposalsSection(props: DeskProps) {
  const t = useMessages();
  const { desk, authors, refused } = props;
  return (
    <section aria-labelledby="proposals" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="proposals" className="text-lg font-semibold">
          {t('discussion.proposals')} <span className="font-normal text-ink-soft">{desk.counts.all}</span>
        </h2>
        {desk.can.moderate && desk.proposals.some(({ hasAuthor }) => hasAuthor) && !authors ? (
          <ShowAuthors />
        ) : null}
      </div>
      {desk.can.moderate ? (
        <Filters {...props} />
      ) : (
        <p className="text-ink-soft">{t('discussion.proposals.readers')}</p>
      )}
      {desk.mayDecide ? <Suggestions desk={desk} /> : null}
      {desk.can.moderate && desk.proposals.length === 0 ? <Empty desk={desk} /> : null}
      <ol className="grid grid-cols-1 gap-4">
        {desk.proposals.map((proposal) => (
          <li key={proposal.id}>
            <ProposalCard
              proposal={proposal}
              desk={desk}
              author={authors?.[proposal.id] ?? null}
              refused={refused}
            />
          </li>
        ))}
      </ol>
      {desk.mayDecide && desk.proposals.length > 1 ? <Bulk refused={refused} /> : null}
      <Pages {...props} />
    </section>
  );
}

function Empty({ desk }: { desk: ModerationView }) {
  const t = useMessages();
  const none = desk.counts.all === 0;
  return (
    <EmptyState
      level={3}
      icon="talk"
      title={none ? t('discussion.proposals.none') : t('discussion.proposals.noneHere')}
      text={none ? t('discussion.proposals.none.text') : t('discussion.proposals.noneHere.text')}
    />
  );
}

function ShowAuthors() {
  const t = useMessages();
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
      <CsrfInput />
      <input type="hidden" name="intent" value="reveal" />
      <Button>{t('discussion.authors.show')}</Button>
      <span className="text-sm text-ink-soft">{t('discussion.authors.help')}</span>
    </Form>
  );
}

function Filters({ desk, filter, document }: DeskProps) {
  const t = useMessages();
  const at = `/documents/${document.id}/discussion`;
  const statuses = STATUSES.filter(
    (status) => desk.counts[status] > 0 || status === filter.status || status === 'new',
  );
  const href = (status?: string) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...filter, status, page: undefined }))
      if (value) query.set(name, String(value));
    return `${at}?${query}`;
  };
  return (
    <div className="grid grid-cols-1 gap-3">
      <ul aria-label={t('discussion.filter.status')} className="flex flex-wrap gap-2">
        {[undefined, ...statuses].map((status) => (
          <li key={status ?? 'all'}>
            <Link
              to={href(status)}
              preventScrollReset
              aria-current={filter.status === status ? 'true' : undefined}
              className={buttonClass(
                'secondary',
                'aria-[current]:border-accent aria-[current]:bg-accent-soft',
              )}
            >
              {status === undefined
                ? t('discussion.filter.all')
                : status === 'alike'
                  ? t('discussion.filter.alike')
                  : t(`discussion.status.${status}`)}
              <span className="text-ink-soft">{status ? desk.counts[status] : desk.counts.all}</span>
            </Link>
          </li>
        ))}
      </ul>
      {desk.points.length > 1 ? <PlaceFilter desk={desk} filter={filter} at={at} /> : null}
    </div>
  );
}

function PlaceFilter({ desk, filter, at }: Pick<DeskProps, 'desk' | 'filter'> & { at: string }) {
  const t = useMessages();
  const any = { value: '', label: t('discussion.filter.any') };
  return (
    <Form action={at} preventScrollReset className="flex flex-wrap items-end gap-3">
      {filter.status ? <input type="hidden" name="status" value={filter.status} /> : null}
      <div className="min-w-0 flex-[1_1_12rem]">
        <Select
          name="point"
          label={t('discussion.filter.point')}
          defaultValue={filter.point ?? ''}
          options={[
            any,
            ...desk.points.map(({ value, label, count }) => ({ value, label: `${label} (${count})` })),
          ]}
        />
      </div>
      {desk.sections.length > 0 ? (
        <div className="min-w-0 flex-[1_1_12rem]">
          <Select
            name="section"
            label={t('discussion.filter.section')}
            defaultValue={filter.section ?? ''}
            options={[any, ...desk.sections.map((value) => ({ value, label: value }))]}
          />
        </div>
      ) : null}
      <Button>{t('discussion.filter.apply')}</Button>
    </Form>
  );
}

/** A hint by words; the moderator decides. */
function Suggestions({ desk }: { desk: ModerationView }) {
  const t = useMessages();
  if (desk.suggestions.length === 0) return null;
  return (
    <div className="rounded-md border border-line bg-sheet p-4">
      <h3 className="font-medium">{t('discussion.suggest')}</h3>
      <ul className="grid grid-cols-1">
        {desk.suggestions.slice(0, 10).map(({ ids, numbers, place }) => (
          <li key={ids[0]}>
            <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-3">
              <CsrfInput />
              <input type="hidden" name="intent" value="group" />
              {ids.map((id) => (
                <input key={id} type="hidden" name="ids" value={id} />
              ))}
              <span>{t('discussion.suggest.these', { place, numbers: numbers.join(', ') })}</span>
              <Button look="quiet">{t('discussion.suggest.merge')}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** For what is marked on the cards. */
function Bulk({ refused }: Pick<DeskProps, 'refused'>) {
  const t = useMessages();
  const typed = typedIn(refused, 'decide', undefined);
  const many = typed.open && Array.isArray(refused?.values.ids);
  return (
    <Form
      id={BULK}
      method="post"
      preventScrollReset
      className="grid grid-cols-1 gap-4 rounded-md border border-line bg-sheet p-4"
    >
      <CsrfInput />
      <h3 className="font-medium">{t('discussion.bulk')}</h3>
      <p className="flex flex-wrap gap-2">
        <Button name="intent" value="group">
          {t('discussion.bulk.group')}
        </Button>
        <Button name="intent" value="ungroup" look="quiet">
          {t('discussion.bulk.ungroup')}
        </Button>
      </p>
      <details open={many}>
        <summary className="flex min-h-11 w-fit cursor-pointer items-center font-medium text-accent">
          {t('discussion.bulk.decide')}
        </summary>
        <div className="grid grid-cols-1 gap-4 pt-2">
          <DecideFields typed={many ? typed : typedIn(null, 'decide')} answer={null} isQuestion={false} />
          <div>
            <Button name="intent" value="decide" look="primary">
              {t('discussion.bulk.decide')}
            </Button>
          </div>
        </div>
      </details>
    </Form>
  );
}

function Pages({ desk, filter, document }: DeskProps) {
  const t = useMessages();
  const pages = Math.ceil(desk.total / desk.pageSize);
  if (pages <= 1) return null;
  const href = (page: number) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...filter, page }))
      if (value) query.set(name, String(value));
    return `/documents/${document.id}/discussion?${query}`;
  };
  return (
    <nav aria-label={t('list.pages')} className="flex flex-wrap items-center justify-center gap-3">
      {desk.page > 1 ? (
        <Link to={href(desk.page - 1)} rel="prev" className={buttonClass()}>
          {t('list.previous')}
        </Link>
      ) : null}
      <span className="text-ink-soft">{t('list.page', { page: desk.page, pages })}</span>
      {desk.page < pages ? (
        <Link to={href(desk.page + 1)} rel="next" className={buttonClass()}>
          {t('list.next')}
        </Link>
      ) : null}
    </nav>
  );
}
