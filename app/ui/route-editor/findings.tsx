import { useLocation } from '@remix-run/react';
import { Button, buttonClass } from '../button';
import { Notice } from '../feedback';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { capitalised, type RouteEditorData } from './editor-types';

/** What the server said about the pressed button: a conflict, or what stands against saving. */
export function Findings({ data, sound }: { data: RouteEditorData; sound: boolean }) {
  const t = useMessages();
  const errors = data.view.problems.filter(({ severity }) => severity === 'error');
  const warnings = data.view.problems.filter(({ severity }) => severity === 'warning');
  const place = (step: string | null) => {
    const index = data.draft.steps.findIndex(({ id }) => id === step);
    return index < 0 ? t('routes.whole') : t('routes.step', { number: index + 1 });
  };
  const list = (problems: typeof errors) => (
    <ul className="mt-1 list-disc pl-5">
      {problems.map(({ step, message }) => (
        <li key={`${step} ${message}`}>
          {step === null ? place(step) : <a href={`#step-${step}`}>{place(step)}</a>}: {capitalised(message)}
        </li>
      ))}
    </ul>
  );
  return (
    <div id="findings" tabIndex={-1} className="grid gap-3">
      {data.conflict ? <Conflict conflict={data.conflict} /> : null}
      {errors.length > 0 ? (
        <Notice tone={data.announced ? 'danger' : 'warning'}>
          <p className="font-medium">{t('routes.problems', { count: errors.length })}</p>
          {list(errors)}
        </Notice>
      ) : null}
      {warnings.length > 0 ? (
        <Notice tone="warning">
          <p className="font-medium">{t('routes.warnings')}</p>
          {list(warnings)}
        </Notice>
      ) : null}
      {sound && data.announced && !data.conflict ? <Notice tone="success">{t('routes.sound')}</Notice> : null}
    </div>
  );
}

function Conflict({ conflict }: { conflict: NonNullable<RouteEditorData['conflict']> }) {
  const t = useMessages();
  const locale = useLocale();
  const { pathname } = useLocation();
  const { by, at, base } = conflict;
  return (
    <Notice tone="danger">
      <p className="font-medium">
        {by && at
          ? t('routes.conflict', { author: by, at: formatMoment(at, locale) })
          : t('routes.conflict.unknown')}
      </p>
      <p>{t('routes.conflict.text')}</p>
      <p className="mt-2 flex flex-wrap gap-3">
        <a href={pathname} target="_blank" rel="noreferrer" className={buttonClass('secondary')}>
          {t('routes.conflict.open')}
        </a>
        <Button name="do" value={`over:${base}`}>
          {t('routes.conflict.over')}
        </Button>
      </p>
    </Notice>
  );
}
