import type { Rehearsal } from '~/modules/workflows';
import { Button } from '../button';
import { Notice } from '../feedback';
import { Checkbox, Select } from '../fields';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { ClauseValue } from './condition-fields';
import { capitalised, type RouteEditorData } from './editor-types';

/** «Что будет, если…»: values that matter, what each step answers, and the days that follow. */
export function Simulator({ data, isSound }: { data: RouteEditorData; isSound: boolean }) {
  const t = useMessages();
  const { view, draft, play, answers } = data;
  const answered = new Map(play?.answers.map(({ step, answer }) => [step, answer]));
  return (
    <section aria-labelledby="play" className="grid gap-4 rounded-md border border-line bg-sheet p-4 md:p-5">
      <div>
        <h2 id="play" tabIndex={-1} className="text-lg font-semibold">
          {t('routes.play')}
        </h2>
        <p className="text-ink-soft">{t('routes.play.lead')}</p>
      </div>
      {view.questions.length > 0 ? (
        <fieldset className="min-w-0">
          <legend className="mb-2 font-medium">{t('routes.play.values')}</legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {view.questions.map(({ field, value }, n) => {
              const choice = data.choices.fields.find((one) => one.value === field.path);
              const isCount = choice?.isList || choice?.kind === null;
              return (
                <div key={field.path}>
                  <input type="hidden" name={`play.values.${n}.path`} value={field.path} />
                  <ClauseValue
                    field={choice}
                    name={`play.values.${n}.value`}
                    value={value}
                    label={isCount ? t('routes.play.count', { field: field.label }) : field.label}
                  />
                </div>
              );
            })}
          </div>
        </fieldset>
      ) : null}
      <fieldset className="min-w-0">
        <legend className="mb-2 font-medium">{t('routes.play.answers')}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {draft.steps.map((step, n) => (
            <div key={step.id}>
              <input type="hidden" name={`play.answers.${n}.step`} value={step.id} />
              <Select
                label={`${n + 1}. ${step.title}`}
                name={`play.answers.${n}.answer`}
                defaultValue={answered.get(step.id) ?? 'agree'}
                options={(answers[step.id] ?? []).map((value) => ({
                  value,
                  label: t(`routes.play.${value}`),
                }))}
              />
            </div>
          ))}
        </div>
        <Checkbox label={t('routes.play.announced')} name="play.announced" defaultChecked={play?.announced} />
      </fieldset>
      <div>
        <Button name="do" value="play">
          {t('routes.play.run')}
        </Button>
      </div>
      {isSound || !data.played ? null : <Notice tone="warning">{t('routes.play.errors')}</Notice>}
      {view.rehearsal ? <Outcome rehearsal={view.rehearsal} /> : null}
    </section>
  );
}

function Outcome({ rehearsal }: { rehearsal: Rehearsal }) {
  const t = useMessages();
  const locale = useLocale();
  const { status, problems, lines } = rehearsal;
  if (status === null) {
    return (
      <Notice tone="danger">
        <p className="font-medium">{t('routes.play.cannot')}</p>
        {problems.map((problem) => (
          <p key={problem}>{capitalised(problem)}</p>
        ))}
      </Notice>
    );
  }
  const ends = { approved: 'approved', returned: 'returned', rejected: 'rejected' } as const;
  const end = status in ends ? ends[status as keyof typeof ends] : 'running';
  return (
    <div>
      <h3 className="mb-2 font-medium">{t('routes.play.result')}</h3>
      <ol className="grid gap-2 border-l-2 border-line-strong pl-4">
        {lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one play, shown once
          <li key={n} className={line.tone === 'bad' ? 'text-danger-ink' : undefined}>
            {line.date ? <span className="font-medium">{formatDay(line.date, locale)}: </span> : null}
            {line.step ? <span className="text-ink-soft">{line.step}. </span> : null}
            {line.text}
          </li>
        ))}
      </ol>
      <div className="mt-3">
        <Notice tone={end === 'approved' ? 'success' : end === 'running' ? 'warning' : 'danger'}>
          {t(`routes.play.end.${end}`)}
        </Notice>
      </div>
    </div>
  );
}
