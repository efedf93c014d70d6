// The author's own page: what was received, what was decided, and what he may still do with it.
import type { ReactNode } from 'react';
import type { ReceiptView } from '~/modules/documents';
import { buttonClass } from '../button';
import { FormErrors, Notice } from '../feedback';
import { formatMoment } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { ProposalStatusBadge } from './proposal-status';

export interface ReceiptProps {
  receipt: ReceiptView;
  /** Just sent: says so and asks to keep the address. */
  fresh: boolean;
  errors: readonly string[];
}

export function Receipt({ receipt, fresh, errors }: ReceiptProps) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="mx-auto grid max-w-[42rem] grid-cols-1 gap-5">
      {fresh ? (
        <Notice tone="success">
          <p className="font-medium">{t('discussion.receipt.thanks', { number: receipt.number })}</p>
          <p>{t('discussion.receipt.keep')}</p>
        </Notice>
      ) : null}
      <FormErrors errors={errors} />
      <header>
        <h1 className="text-xl font-semibold md:text-2xl">
          {t('discussion.receipt.title', { number: receipt.number })}
        </h1>
        <p className="mt-1 text-ink-soft">{receipt.title}</p>
      </header>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ProposalStatusBadge status={receipt.status} />
        <time dateTime={receipt.at} className="text-ink-soft">
          {formatMoment(receipt.at, locale)}
        </time>
      </p>
      <Answer receipt={receipt} />
      <dl className="grid grid-cols-1 gap-3 rounded-md border border-line bg-sheet p-4">
        <Row label={t('discussion.form.point')}>
          {receipt.place} · {t(`discussion.kind.${receipt.kind}`)}
        </Row>
        <Row label={t('discussion.form.text')}>{receipt.text}</Row>
        {receipt.reason ? <Row label={t('discussion.form.reason')}>{receipt.reason}</Row> : null}
        <Row label={t('discussion.receipt.code')}>
          <code className="font-mono text-lg break-all">{receipt.spaced}</code>
        </Row>
      </dl>
      <Steps receipt={receipt} />
      <p className="flex flex-wrap gap-3">
        <a href={`/d/${receipt.code}`} className={buttonClass('secondary')}>
          {t('discussion.toProject')}
        </a>
        <a href={`/d/${receipt.code}/propose`} className={buttonClass('quiet')}>
          {t('discussion.receipt.more')}
        </a>
      </p>
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm font-medium text-ink-soft">{label}</dt>
      <dd className="break-words whitespace-pre-line">{children}</dd>
    </div>
  );
}

function Answer({ receipt }: { receipt: ReceiptView }) {
  const t = useMessages();
  const { answer, hiddenReason } = receipt;
  if (hiddenReason) return <p>{t('discussion.receipt.hidden', { reason: hiddenReason })}</p>;
  if (!answer) return <p className="text-ink-soft">{t('discussion.receipt.waiting')}</p>;
  return (
    <section
      aria-labelledby="answer"
      className="rounded-md border-l-4 border-accent bg-accent-soft px-4 py-3"
    >
      <h2 id="answer" className="font-semibold">
        {t('discussion.receipt.answer')}
      </h2>
      {answer.reason ? <p className="whitespace-pre-line">{answer.reason}</p> : null}
      {answer.wording ? (
        <p className="mt-2 whitespace-pre-line">
          <span className="text-ink-soft">{t('discussion.wording')}: </span>
          {answer.wording}
        </p>
      ) : null}
    </section>
  );
}

function Steps({ receipt }: { receipt: ReceiptView }) {
  const t = useMessages();
  const steps = [
    receipt.mayWithdraw ? (['withdraw', 'discussion.receipt.withdraw'] as const) : null,
    receipt.consents.publishName ? (['publishName', 'discussion.receipt.unpublish'] as const) : null,
    receipt.consents.processing ? (['processing', 'discussion.receipt.erase'] as const) : null,
  ].filter((step) => step !== null);
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="steps" className="grid grid-cols-1 gap-2">
      <h2 id="steps" className="font-semibold">
        {t('discussion.receipt.steps')}
      </h2>
      {steps.map(([intent, label]) => (
        <form key={intent} method="post">
          <input type="hidden" name="intent" value={intent} />
          <button
            type="submit"
            className={buttonClass(intent === 'withdraw' ? 'danger' : 'secondary', 'w-full sm:w-auto')}
          >
            <Icon name="cross" className="size-4" />
            {t(label)}
          </button>
        </form>
      ))}
    </section>
  );
}
