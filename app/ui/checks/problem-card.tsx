import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Problem, Severity } from '~/modules/documents';
import { Button, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import { TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

const LOOKS = {
  error: { icon: 'warning', tone: 'danger' },
  warning: { icon: 'warning', tone: 'warning' },
  hint: { icon: 'info', tone: 'accent' },
} as const;

export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useMessages();
  return (
    <Badge icon={LOOKS[severity].icon} tone={LOOKS[severity].tone}>
      {t(`checks.one.${severity}`)}
    </Badge>
  );
}

export interface ProblemCardProps {
  documentId: string;
  problem: Problem;
  why: string;
  mayFix: boolean;
  children?: ReactNode;
}

/** One finding: where, what, why it matters, and the three ways out of it. */
export function ProblemCard({ documentId, problem, why, mayFix, children }: ProblemCardProps) {
  const t = useMessages();
  return (
    <li className="rounded-md border border-line bg-sheet px-4 py-3 md:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={problem.severity} />
        <h4 className="text-sm text-ink-soft">
          {problem.place || t('checks.document')} · {problem.title}
        </h4>
      </div>
      <p className="mt-1 font-medium">{problem.message}</p>
      {problem.detail ? <p>{problem.detail}</p> : null}
      <p className="text-sm text-ink-soft">{why}</p>
      <Ways documentId={documentId} problem={problem} mayFix={mayFix} />
      {children}
    </li>
  );
}

function Ways({ documentId, problem, mayFix }: Omit<ProblemCardProps, 'why' | 'children'>) {
  const t = useMessages();
  const at = `/documents/${documentId}`;
  const link = 'inline-flex min-h-11 items-center';
  return (
    <div className="no-print flex flex-wrap items-center gap-x-5 gap-y-1">
      {mayFix && problem.fix ? (
        <LinkButton to={`?fix=${encodeURIComponent(problem.id)}#preview`} preventScrollReset>
          {t('checks.fix')}
        </LinkButton>
      ) : null}
      {problem.blockId ? (
        <>
          <a href={`${at}#${problem.anchor}`} className={link}>
            {t('checks.inText')}
          </a>
          {mayFix ? (
            <a href={`${at}/edit#${problem.blockId}`} className={link}>
              {t('checks.inEditor')}
            </a>
          ) : null}
        </>
      ) : null}
      {problem.field !== null && mayFix ? (
        <Link to={`${at}/fields`} className={link}>
          {t('checks.inFields')}
        </Link>
      ) : null}
    </div>
  );
}

/** «Пропустить» wants a reason: somebody will ask for it later. */
export function SkipForm({ documentId, problem }: Pick<ProblemCardProps, 'documentId' | 'problem'>) {
  const t = useMessages();
  return (
    <Disclosure summary={t('checks.skip')} className="no-print" summaryClassName="w-fit text-accent">
      <Form
        method="post"
        action={`/documents/${documentId}/checks`}
        preventScrollReset
        className="grid max-w-[32rem] grid-cols-1 gap-3 pb-2"
      >
        <CsrfInput />
        <input type="hidden" name="intent" value="skip" />
        <input type="hidden" name="fingerprint" value={problem.fingerprint} />
        <TextField
          name="reason"
          label={t('checks.skip.reason')}
          hint={t('checks.skip.hint')}
          required
          minLength={3}
          maxLength={500}
        />
        <div>
          <Button>{t('checks.skip.send')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}
