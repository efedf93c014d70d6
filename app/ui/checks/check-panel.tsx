import { Link, useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { ChecksView } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { FormErrors } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { SeverityBadge } from './problem-card';

export interface CheckPanelProps {
  documentId: string;
  /** The block the caret stands in: its findings come first. */
  blockId: string | null;
  /** Changes when the working copy is saved: the check reads it again. */
  revision: number | string | null;
  /** Brings a block into view and puts the caret there. */
  onReveal: (blockId: string) => void;
}

const PAUSE_MS = 2_000;

/** The check beside the editor. It reads and writes the page of the check without leaving the editor. */
export function CheckPanel({ documentId, blockId, revision, onReveal }: CheckPanelProps) {
  const t = useMessages();
  const reader = useFetcher<{ checks: ChecksView }>();
  const writer = useFetcher<RefusedForm>();
  const address = `/documents/${documentId}/checks`;
  const { load } = reader;
  const settled = writer.state === 'idle';
  const shown = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision of the text is read again
  useEffect(() => {
    if (!settled) return;
    // Whoever is typing saves every second; the check waits for a pause.
    const timer = setTimeout(() => load(address), shown.current ? PAUSE_MS : 0);
    shown.current = true;
    return () => clearTimeout(timer);
  }, [address, revision, settled, load]);
  const view = reader.data?.checks;
  if (!view) return <p className="text-ink-soft">{t('checks.panel.loading')}</p>;
  const here = view.problems.filter((problem) => problem.blockId === blockId);
  const problems = [...here, ...view.problems.filter((problem) => problem.blockId !== blockId)].slice(0, 100);
  return (
    <div className="grid grid-cols-1 gap-3">
      <FormErrors errors={Object.values(writer.data?.errors ?? {}).flat()} />
      {problems.length === 0 ? <p>{t('checks.none')}</p> : null}
      <ul className="grid grid-cols-1 gap-2">
        {problems.map((problem) => (
          <li key={problem.id} className="rounded-md border border-line p-3">
            <SeverityBadge severity={problem.severity} />
            <p className="mt-1">{problem.message}</p>
            <div className="flex flex-wrap items-center gap-x-4">
              {problem.blockId ? (
                <Button type="button" look="quiet" onPress={() => onReveal(problem.blockId ?? '')}>
                  {problem.place}
                </Button>
              ) : null}
              {view.mayFix && problem.fix ? (
                <writer.Form method="post" action={address}>
                  <CsrfInput />
                  <input type="hidden" name="panel" value="1" />
                  <input type="hidden" name="intent" value="fix" />
                  <input type="hidden" name="problem" value={problem.id} />
                  <Button>{t('checks.fix')}</Button>
                </writer.Form>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <Link to={address} className="inline-flex min-h-11 items-center">
        {t('checks.panel.page')}
      </Link>
    </div>
  );
}
