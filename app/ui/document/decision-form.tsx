import { Form, useNavigation } from '@remix-run/react';
import type { ConsentVerb } from '~/modules/workflows';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { FormErrors } from '../feedback';
import { RadioGroup, TextArea } from '../fields';
import { useMessages } from '../messages/messages-context';
import { GroundFields } from '../routing/ground-fields';

export interface DecisionFormProps {
  stepId: string;
  stepTitle: string;
  assigneeKey: string;
  /** Whom the person substitutes. */
  onBehalfOf: string | null;
  /** Decisions that a step of this kind has. */
  decisions: readonly string[];
  /** What deciding for is called at this step. */
  verb: ConsentVerb;
  mayHaveGround: boolean;
  /** He has no account: he may speak for a body whose letter is still to come. */
  forGuest?: boolean;
  /** Where the form is sent; the route of the document by default. */
  action?: string;
  versionNumber: number;
  versionSha256: string;
  /** What was refused and what had been typed, after a failed submit. */
  errors?: Readonly<Record<string, readonly string[]>> | undefined;
  values?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** Agree, agree with remarks, return, reject: on the version that is on the screen and on no other. */
export function DecisionForm(props: DecisionFormProps) {
  const t = useMessages();
  const busy = useNavigation().formData?.get('intent') === 'decide';
  const { errors = {}, values = {} } = props;
  const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : undefined);
  return (
    <section
      id="decision"
      aria-labelledby="decision-title"
      className="no-print grid grid-cols-1 gap-4 rounded-md border-2 border-accent bg-sheet p-4 md:p-6"
    >
      <div>
        <h2 id="decision-title" className="text-lg font-semibold">
          {t('decision.title')}
        </h2>
        <p className="text-ink-soft">
          {t('decision.step', { step: props.stepTitle, version: props.versionNumber })}
        </p>
        {props.onBehalfOf ? (
          <p className="font-medium">{t('decision.onBehalfOf', { name: props.onBehalfOf })}</p>
        ) : null}
      </div>
      <FormErrors errors={errors[''] ?? []} />
      {props.forGuest ? <p className="text-ink-soft">{t('decision.representative')}</p> : null}
      <Form
        method="post"
        action={props.action ?? '?tab=route'}
        preventScrollReset
        className="grid grid-cols-1 gap-4"
      >
        <CsrfInput />
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="stepId" value={props.stepId} />
        <input type="hidden" name="assigneeKey" value={props.assigneeKey} />
        <input type="hidden" name="versionSha256" value={props.versionSha256} />
        <RadioGroup
          label={t('decision.choice')}
          name="decision"
          defaultValue={text('decision')}
          errors={errors.decision}
          choices={(
            [
              { value: 'agree', label: t(`decision.agree.${props.verb}`) },
              { value: 'agree-with-remarks', label: t(`decision.remarks.${props.verb}`) },
              { value: 'return', label: t('decision.return') },
              { value: 'reject', label: t('decision.reject') },
            ] as const
          ).filter(({ value }) => props.decisions.includes(value))}
        />
        <TextArea
          name="remark"
          label={t('decision.remark')}
          hint={t('decision.remark.hint')}
          defaultValue={text('remark')}
          errors={errors.remark}
          maxLength={20_000}
        />
        {props.mayHaveGround ? <GroundFields open={text('groundKind') !== undefined} text={text} /> : null}
        <p className="text-sm text-ink-soft">{t('decision.hash', { version: props.versionNumber })}</p>
        <div>
          <Button look="primary" isDisabled={busy}>
            {busy ? t('action.working') : t('decision.send')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
