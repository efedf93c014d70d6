import type { RouteDraft, RouteEditorView } from '~/modules/workflows';
import { Button } from '../button';
import { Disclosure } from '../disclosure';
import { Notice } from '../feedback';
import { Checkbox, Select, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { ConditionFields } from './condition-fields';
import { problemsOf } from './editor-types';
import { type CardErrors, MoreFields } from './more-fields';
import { type CardPart, WhoFields } from './who-fields';

const RULES = ['all', 'any', 'majority', 'atLeast', 'percent'] as const;
/** Fields that say their findings themselves; the rest stands at the head of the card. */
const OWN = new Set(['title', 'due', 'remind', 'ruleNumber', 'escalateAfter', 'escalateTo', 'clauses']);

interface StepCardProps extends Omit<CardPart, 'name' | 'step'> {
  draft: RouteDraft;
  view: RouteEditorView;
}
type Part = CardPart & CardErrors;

/** One step: what everybody needs open, the rest folded. */
export function StepCard({ draft, view, index, choices, edit }: StepCardProps) {
  const t = useMessages();
  const step = draft.steps[index];
  if (!step) return null;
  const name = `draft.steps.${index}`;
  const errors = (field: string) => problemsOf(view.problems, step.id, field);
  const general = view.problems.filter((one) => one.step === step.id && !OWN.has(one.field ?? ''));
  const part: Part = { step, index, name, choices, edit, errors };
  const drawn = view.diagram.groups.flat().find(({ id }) => id === step.id);
  const id = `step-${step.id}`;
  return (
    <li
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-name`}
      className="scroll-mt-4 rounded-md border border-line bg-sheet p-4 md:p-5"
    >
      <input type="hidden" name={`${name}.id`} value={step.id} />
      <CardHead {...part} count={draft.steps.length} />
      <div className="grid gap-5">
        {general.length > 0 ? (
          <Notice tone={general.some(({ severity }) => severity === 'error') ? 'danger' : 'warning'}>
            {problemsOf(general, step.id).map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Notice>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
          <TextField
            label={t('routes.step.title')}
            name={`${name}.title`}
            defaultValue={step.title}
            maxLength={300}
            errors={errors('title')}
          />
          <Select
            label={t('routes.step.kind')}
            name={`${name}.kind`}
            defaultValue={step.kind}
            options={choices.kinds}
          />
        </div>
        <WhoFields {...part} />
        <RuleFields {...part} />
        <ConditionFields {...part} words={drawn?.condition ?? null} errors={errors('clauses')} />
        <Disclosure
          summary={t('routes.step.more')}
          summaryClassName="font-medium text-accent"
          open={['remind', 'escalateAfter', 'escalateTo'].some((field) => errors(field).length > 0)}
        >
          <MoreFields {...part} draft={draft} />
        </Disclosure>
      </div>
    </li>
  );
}

function CardHead({ step, index, count }: CardPart & { count: number }) {
  const t = useMessages();
  const button = (action: 'up' | 'down' | 'remove') => ({
    name: 'do',
    value: `${action === 'remove' ? 'remove-step' : action}:${index}`,
    look: 'quiet' as const,
    'aria-label': t('routes.step.named', {
      action: t(`routes.step.${action}`),
      number: index + 1,
      title: step.title,
    }),
  });
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4">
      <h3 id={`step-${step.id}-name`} className="text-lg font-semibold">
        {t('routes.step', { number: index + 1 })}
      </h3>
      <div className="-mx-2 flex flex-wrap">
        {index > 0 ? (
          <Button {...button('up')} icon="up">
            {t('routes.step.up')}
          </Button>
        ) : null}
        {index < count - 1 ? (
          <Button {...button('down')} icon="below">
            {t('routes.step.down')}
          </Button>
        ) : null}
        <Button {...button('remove')} icon="cross">
          {t('routes.step.remove')}
        </Button>
      </div>
    </div>
  );
}

function RuleFields({ step, name, errors }: Part) {
  const t = useMessages();
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <div className="group/rule grid gap-4">
        <Select
          label={t('routes.rule')}
          name={`${name}.rule`}
          defaultValue={step.rule}
          options={RULES.map((value) => ({ value, label: t(`routes.rule.${value}`) }))}
        />
        <div className="hidden group-has-[option[value=atLeast]:checked]/rule:block group-has-[option[value=percent]:checked]/rule:block">
          <TextField
            label={t('routes.rule.number')}
            name={`${name}.ruleNumber`}
            defaultValue={step.ruleNumber}
            inputMode="decimal"
            maxLength={20}
            errors={errors('ruleNumber')}
          />
        </div>
        <div className="hidden group-has-[option[value=majority]:checked]/rule:block">
          <Checkbox label={t('routes.casting')} name={`${name}.casting`} defaultChecked={step.casting} />
        </div>
      </div>
      <Select
        label={t('routes.order')}
        name={`${name}.order`}
        defaultValue={step.order}
        options={(['parallel', 'sequential'] as const).map((value) => ({
          value,
          label: t(`routes.order.${value}`),
        }))}
      />
      <TextField
        label={t('routes.due')}
        name={`${name}.due`}
        defaultValue={step.due}
        inputMode="numeric"
        maxLength={20}
        errors={errors('due')}
      />
    </div>
  );
}
