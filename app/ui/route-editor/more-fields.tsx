import type { RouteDraft } from '~/modules/workflows';
import { Checkbox, Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import type { CardPart } from './who-fields';

export interface CardErrors {
  /** Findings about one field of the card. */
  errors: (field: string) => string[];
}
type Part = CardPart & CardErrors;

/** What most routes leave as it is: mark, silence, return, escalation. */
export function MoreFields({ step, index, name, choices, errors, draft }: Part & { draft: RouteDraft }) {
  const t = useMessages();
  const before = draft.steps.slice(0, index);
  const targets = [
    { value: 'author', label: t('routes.return.author') },
    ...before.map(({ id, title }, n) => ({
      value: id,
      label: `${t('routes.step', { number: n + 1 })}: ${title}`,
    })),
  ];
  const gone = !targets.some(({ value }) => value === step.onReturn);
  if (gone) targets.push({ value: step.onReturn, label: t('routes.return.gone') });
  const select = (
    field: 'mark' | 'onSilence' | 'reapproval',
    label: string,
    options: Part['choices']['marks'],
  ) => <Select label={label} name={`${name}.${field}`} defaultValue={step[field]} options={options} />;
  return (
    <div className="grid items-start gap-4 pt-2 sm:grid-cols-2">
      {select('mark', t('routes.step.mark'), choices.marks)}
      {select('onSilence', t('routes.silence'), choices.silence)}
      <Select
        label={t('routes.return')}
        name={`${name}.onReturn`}
        defaultValue={step.onReturn}
        options={targets}
      />
      {select('reapproval', t('routes.reapproval'), choices.reapproval)}
      <TextField
        label={t('routes.escalate.after')}
        name={`${name}.escalateAfter`}
        defaultValue={step.escalateAfter}
        inputMode="numeric"
        maxLength={20}
        errors={errors('escalateAfter')}
      />
      <Select
        label={t('routes.escalate.to')}
        name={`${name}.escalateTo`}
        defaultValue={step.escalateTo}
        options={[{ value: '', label: t('routes.nobody') }, ...choices.roles]}
        errors={errors('escalateTo')}
      />
      <TextField
        label={t('routes.remind')}
        name={`${name}.remind`}
        defaultValue={step.remind}
        inputMode="numeric"
        maxLength={20}
        errors={errors('remind')}
      />
      <div className="sm:col-span-2">
        {index > 0 ? (
          <Checkbox label={t('routes.together')} name={`${name}.together`} defaultChecked={step.together} />
        ) : null}
        <Checkbox
          label={t('routes.answerRemarks')}
          name={`${name}.answerRemarks`}
          defaultChecked={step.answerRemarks}
        />
      </div>
    </div>
  );
}
