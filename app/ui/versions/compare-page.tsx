import { Form, Link } from '@remix-run/react';
import type { ComparisonView } from '~/modules/documents';
import { Button, buttonClass } from '../button';
import { EmptyState } from '../feedback';
import { Select } from '../fields';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { type CompareMode, CompareRows } from './compare-rows';
import { DetailList } from './diff-words';
import { useChangeKeys } from './use-change-keys';

export interface ComparePageProps {
  documentId: string;
  view: ComparisonView;
  mode: CompareMode;
}

/** Two versions, what differs first; everything is in the address, so it can be sent to a colleague. */
export function ComparePage({ documentId, view, mode }: ComparePageProps) {
  const t = useMessages();
  const { from, to } = view;
  const address = (change: { view?: CompareMode; scope?: ComparisonView['scope'] }) =>
    `?${new URLSearchParams({ from: from.ref, to: to.ref, view: mode, scope: view.scope, ...change })}`;
  const pdf = new URLSearchParams({ from: from.ref, to: to.ref, scope: view.scope });
  return (
    <>
      <header className="grid grid-cols-1 gap-4">
        <h2 className="text-lg font-semibold">
          {t('compare.title')}: {from.name} → {to.name}
        </h2>
        <Sides view={view} mode={mode} />
        <nav aria-label={t('compare.view')} className="no-print flex flex-wrap gap-x-6 gap-y-2">
          <Choice
            label={t('compare.view')}
            current={mode}
            choices={(['side', 'inline'] as const).map((id) => ({
              id,
              to: address({ view: id }),
              label: t(`compare.view.${id}`),
            }))}
          />
          <Choice
            label={t('compare.scope')}
            current={view.scope}
            choices={(['changes', 'all'] as const).map((id) => ({
              id,
              to: address({ scope: id }),
              label: t(`compare.scope.${id}`),
            }))}
          />
          <a href={`/documents/${documentId}/compare/pdf?${pdf}`} className={buttonClass('quiet')}>
            <Icon name="download" />
            {t('compare.pdf')}
          </a>
        </nav>
      </header>
      {view.same ? (
        <EmptyState title={t('compare.same')} text={t('compare.same.text')} icon="check" level={3} />
      ) : (
        <Differences view={view} mode={mode} />
      )}
    </>
  );
}

function Differences({ view, mode }: Pick<ComparePageProps, 'view' | 'mode'>) {
  const t = useMessages();
  return (
    <>
      <div className="grid grid-cols-1 gap-1">
        <p>{t('compare.summary', { text: view.summary })}</p>
        <p className="text-sm text-ink-soft">
          {t('compare.legend')}: <ins className="diff-ins">{t('compare.legend.added')}</ins>,{' '}
          <del className="diff-del">{t('compare.legend.removed')}</del>
        </p>
      </div>
      <Group title={t('compare.card')} details={view.card} />
      <Group title={t('compare.fields')} details={view.fields} />
      {view.rows.length > 0 ? (
        <section aria-labelledby="compare-text">
          <h3 id="compare-text" className="mb-2 font-semibold">
            {t('compare.text')}
          </h3>
          <JumpBar total={view.changed} />
          <CompareRows rows={view.rows} mode={mode} total={view.changed} skippedAtEnd={view.skippedAtEnd} />
        </section>
      ) : null}
    </>
  );
}

function Sides({ view, mode }: Pick<ComparePageProps, 'view' | 'mode'>) {
  const t = useMessages();
  const options = view.choices.map(({ ref, label }) => ({ value: ref, label }));
  return (
    <Form method="get" className="no-print grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
      <Select
        name="from"
        label={t('compare.from')}
        options={options}
        defaultValue={view.from.ref}
        key={`from ${view.from.ref}`}
      />
      <Select
        name="to"
        label={t('compare.to')}
        options={options}
        defaultValue={view.to.ref}
        key={`to ${view.to.ref}`}
      />
      <input type="hidden" name="view" value={mode} />
      <input type="hidden" name="scope" value={view.scope} />
      <Button look="primary">{t('compare.show')}</Button>
    </Form>
  );
}

interface ChoiceProps {
  label: string;
  current: string;
  choices: readonly { id: string; to: string; label: string }[];
}
function Choice({ label, current, choices }: ChoiceProps) {
  return (
    <ul aria-label={label} className="flex rounded-md border border-line-strong">
      {choices.map((choice) => (
        <li key={choice.id}>
          <Link
            to={choice.to}
            preventScrollReset
            aria-current={choice.id === current ? 'true' : undefined}
            className="flex min-h-11 items-center px-4 text-ink no-underline hover:bg-accent-soft aria-[current]:bg-accent-soft aria-[current]:font-medium"
          >
            {choice.label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Group({ title, details }: { title: string; details: ComparisonView['card'] }) {
  if (details.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <DetailList details={details} />
    </section>
  );
}

function JumpBar({ total }: { total: number }) {
  const t = useMessages();
  const { at, go } = useChangeKeys(total);
  if (total === 0) return null;
  return (
    <div className="no-print sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b border-line bg-paper py-2">
      <p aria-live="polite" className="mr-2">
        {at === 0 ? t('compare.count', { count: total }) : t('compare.at', { n: at, total })}
      </p>
      <a
        href={`#c${Math.max(at - 1, 1)}`}
        className={buttonClass()}
        onClick={(event) => jump(event, () => go(at - 1))}
      >
        ↑ {t('compare.previous')}
      </a>
      <a href={`#c${at + 1}`} className={buttonClass()} onClick={(event) => jump(event, () => go(at + 1))}>
        ↓ {t('compare.next')}
      </a>
      <span className="hidden text-sm text-ink-soft lg:inline noscript:hidden">{t('compare.keys')}</span>
    </div>
  );
}

function jump(event: { preventDefault: () => void }, go: () => void): void {
  event.preventDefault();
  go();
}
