import { Form } from '@remix-run/react';
import type { ChecksView, FixPreview, Problem, Severity, SkippedProblem } from '~/modules/documents';
import { Button, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import type { RefusedForm } from '../document/refused-form';
import { EmptyState, FormErrors } from '../feedback';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { FixPreviewList } from './fix-preview';
import { ProblemCard, SkipForm } from './problem-card';

export interface ChecksPageProps {
  documentId: string;
  view: ChecksView;
  preview: readonly FixPreview[] | null;
  wish: string | null;
  refused: RefusedForm | null;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'hint'];

/** Everything the check found, gravest first. */
export function ChecksPage({ documentId, view, preview, wish, refused }: ChecksPageProps) {
  const t = useMessages();
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-5">
      <header className="grid grid-cols-1 gap-1">
        <h2 className="text-lg font-semibold">{t('checks.title')}</h2>
        <p>{t(`checks.source.${view.source}`, { number: view.versionNumber })}</p>
        <p className="text-ink-soft">{t('checks.advice')}</p>
      </header>
      <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      {preview && wish ? <FixPreviewList documentId={documentId} preview={preview} wish={wish} /> : null}
      {view.mayFix && view.fixable > 0 && wish === null ? (
        <div className="no-print flex flex-wrap items-center gap-3">
          <LinkButton to="?fix=all#preview" look="primary">
            {t('checks.fixAll')}
          </LinkButton>
          <span className="text-ink-soft">{t('checks.fixAll.count', { count: view.fixable })}</span>
        </div>
      ) : null}
      {view.problems.length === 0 ? (
        <EmptyState title={t('checks.none')} text={t('checks.none.text')} icon="check" level={3} />
      ) : null}
      {ORDER.map((severity) => (
        <Group key={severity} severity={severity} documentId={documentId} view={view} />
      ))}
      <Skipped documentId={documentId} view={view} />
    </div>
  );
}

type GroupProps = Pick<ChecksPageProps, 'documentId' | 'view'> & { severity: Severity };

/** Many findings of one rule are folded: forty missing spaces must not hide one missing addressee. */
const FOLD = 4;

function Group({ severity, documentId, view }: GroupProps) {
  const t = useMessages();
  const found = view.problems.filter((problem) => problem.severity === severity);
  if (found.length === 0) return null;
  const byRule = new Map<string, Problem[]>();
  for (const problem of found) byRule.set(problem.rule, [...(byRule.get(problem.rule) ?? []), problem]);
  return (
    <section aria-labelledby={`checks-${severity}`} className="grid grid-cols-1 gap-3">
      <h3 id={`checks-${severity}`} className="font-semibold">
        {t(`checks.severity.${severity}`)} <span className="font-normal text-ink-soft">{found.length}</span>
      </h3>
      {[...byRule].map(([rule, problems]) =>
        problems.length > FOLD ? (
          <Disclosure
            key={rule}
            summary={`${problems[0]?.title ?? ''}: ${problems.length}`}
            className="rounded-md border border-line px-4"
            summaryClassName="font-medium"
          >
            <div className="pb-4">
              <Cards problems={problems} documentId={documentId} view={view} />
            </div>
          </Disclosure>
        ) : (
          <Cards key={rule} problems={problems} documentId={documentId} view={view} />
        ),
      )}
    </section>
  );
}

function Cards({
  problems,
  documentId,
  view,
}: Omit<GroupProps, 'severity'> & { problems: readonly Problem[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3">
      {problems.map((problem) => (
        <ProblemCard
          key={problem.id}
          documentId={documentId}
          problem={problem}
          why={view.why[problem.rule] ?? ''}
          mayFix={view.mayFix}
        >
          {view.mayFix ? <SkipForm documentId={documentId} problem={problem} /> : null}
        </ProblemCard>
      ))}
    </ul>
  );
}

function Skipped({ documentId, view }: Pick<ChecksPageProps, 'documentId' | 'view'>) {
  const t = useMessages();
  if (view.skipped.length === 0) return null;
  return (
    <Disclosure
      summary={`${t('checks.skipped')}: ${view.skipped.length}`}
      summaryClassName="font-semibold w-fit"
    >
      <ul className="grid grid-cols-1 gap-3">
        {view.skipped.map((problem) => (
          <SkippedItem key={problem.id} documentId={documentId} problem={problem} mayFix={view.mayFix} />
        ))}
      </ul>
    </Disclosure>
  );
}

interface SkippedItemProps {
  documentId: string;
  problem: SkippedProblem;
  mayFix: boolean;
}
function SkippedItem({ documentId, problem, mayFix }: SkippedItemProps) {
  const t = useMessages();
  const locale = useLocale();
  const { byName: name, at, reason } = problem;
  return (
    <li className="rounded-md border border-line px-4 py-3">
      <p>
        {problem.place || t('checks.document')}: {problem.message}
      </p>
      <p className="text-sm text-ink-soft">
        {t('checks.skipped.by', { name, at: formatMoment(at, locale), reason })}
      </p>
      {mayFix ? (
        <Form method="post" action={`/documents/${documentId}/checks`} className="mt-1">
          <CsrfInput />
          <input type="hidden" name="intent" value="unskip" />
          <input type="hidden" name="fingerprint" value={problem.fingerprint} />
          <Button>{t('checks.unskip')}</Button>
        </Form>
      ) : null}
    </li>
  );
}
