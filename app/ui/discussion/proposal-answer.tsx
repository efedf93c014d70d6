// What a moderator does with one proposal: answers, takes it into the text, hides it.
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ModerationView, ProposalView } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { Checkbox, RadioGroup, TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { type TypedForm, typedIn } from './typed';

interface AnswerProps {
  proposal: ProposalView;
  desk: ModerationView;
  refused: RefusedForm | null;
}

export function ProposalSteps(props: AnswerProps) {
  const t = useMessages();
  const { proposal, desk, refused } = props;
  const decide = typedIn(refused, 'decide', proposal.id);
  const take = typedIn(refused, 'take', proposal.id);
  const isAlive = proposal.status !== 'withdrawn' && proposal.status !== 'hidden';
  return (
    <div className="grid grid-cols-1 gap-x-6 sm:flex sm:flex-wrap">
      {isAlive ? (
        <Step
          summary={proposal.answer ? t('discussion.decide.again') : t('discussion.decide')}
          open={decide.open}
        >
          <StepForm intent="decide">
            <input type="hidden" name="ids" value={proposal.id} />
            <DecideFields typed={decide} answer={proposal.answer} isQuestion={proposal.kind === 'question'} />
            {proposal.alike.length > 0 ? (
              <Checkbox name="wholeGroup" label={t('discussion.decide.group')} defaultChecked />
            ) : null}
            <div>
              <Button look="primary">{t('discussion.decide.send')}</Button>
            </div>
          </StepForm>
        </Step>
      ) : null}
      {isAlive && desk.can.take && proposal.kind !== 'question' ? (
        <Step summary={t('discussion.take')} open={take.open}>
          <TakeForm proposal={proposal} typed={take} />
        </Step>
      ) : null}
      <Step summary={t('discussion.more')} open={typedIn(refused, 'hide', proposal.id).open}>
        <MoreSteps {...props} />
      </Step>
    </div>
  );
}

function Step({ summary, open, children }: { summary: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="min-w-0 open:basis-full">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center font-medium text-accent">
        {summary}
      </summary>
      {children}
    </details>
  );
}

function StepForm({ intent, children }: { intent: string; children: ReactNode }) {
  return (
    <Form method="post" preventScrollReset className="grid grid-cols-1 gap-4 border-t border-line py-4">
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      {children}
    </Form>
  );
}

interface DecideFieldsProps {
  typed: TypedForm;
  answer: ProposalView['answer'];
  isQuestion: boolean;
}

export function DecideFields({ typed, answer, isQuestion }: DecideFieldsProps) {
  const t = useMessages();
  const outcomes = ['accepted', 'partly', 'declined', 'answered'] as const;
  return (
    <>
      <RadioGroup
        name="outcome"
        label={t('discussion.decide.outcome')}
        defaultValue={typed.text('outcome') ?? answer?.outcome ?? (isQuestion ? 'answered' : undefined)}
        errors={typed.errors('outcome')}
        choices={outcomes.map((value) => ({ value, label: t(`discussion.status.${value}`) }))}
      />
      <TextArea
        name="reason"
        label={t('discussion.decide.reason')}
        hint={t('discussion.decide.reason.hint')}
        rows={3}
        maxLength={5000}
        defaultValue={typed.text('reason') ?? answer?.reason}
        errors={typed.errors('reason')}
      />
      <TextArea
        name="wording"
        label={t('discussion.decide.wording')}
        hint={t('discussion.decide.wording.hint')}
        rows={2}
        maxLength={10_000}
        defaultValue={typed.text('wording') ?? answer?.wording}
        errors={typed.errors('wording')}
      />
    </>
  );
}

function TakeForm({ proposal, typed }: { proposal: ProposalView; typed: TypedForm }) {
  const t = useMessages();
  const { block, placeKind, text } = proposal;
  const modes = [
    ...(block && placeKind === 'block' ? [{ value: 'change', label: t('discussion.take.change') }] : []),
    { value: 'new', label: block ? t('discussion.take.new') : t('discussion.take.newEnd') },
  ];
  return (
    <StepForm intent="take">
      <input type="hidden" name="id" value={proposal.id} />
      <RadioGroup
        name="mode"
        label={t('discussion.take.mode')}
        defaultValue={typed.text('mode') ?? modes[0]?.value}
        errors={typed.errors('mode')}
        choices={modes}
      />
      {proposal.blockText ? (
        <div>
          <p className="text-sm font-medium text-ink-soft">{t('discussion.point.now')}</p>
          <blockquote className="border-l-4 border-line-strong pl-3 font-serif whitespace-pre-line">
            {proposal.blockText}
          </blockquote>
        </div>
      ) : null}
      <TextArea
        name="text"
        label={t('discussion.take.text')}
        required
        rows={5}
        maxLength={10_000}
        defaultValue={typed.text('text') ?? text}
        errors={typed.errors('text')}
      />
      <Checkbox
        name="partly"
        label={t('discussion.take.partly')}
        defaultChecked={typed.text('partly') !== undefined}
      />
      <TextField
        name="reason"
        label={t('discussion.decide.reason')}
        maxLength={5000}
        defaultValue={typed.text('reason')}
      />
      <div>
        <Button look="primary">{t('discussion.take.send')}</Button>
      </div>
    </StepForm>
  );
}

function MoreSteps({ proposal, refused }: AnswerProps) {
  const t = useMessages();
  const typed = typedIn(refused, 'hide', proposal.id);
  return (
    <>
      {proposal.status === 'hidden' ? (
        <StepForm intent="restore">
          <input type="hidden" name="id" value={proposal.id} />
          <div>
            <Button>{t('discussion.restore')}</Button>
          </div>
        </StepForm>
      ) : proposal.status === 'withdrawn' ? null : (
        <StepForm intent="hide">
          <input type="hidden" name="id" value={proposal.id} />
          <p className="font-medium">{t('discussion.hide')}</p>
          <TextField
            name="reason"
            label={t('discussion.hide.reason')}
            required
            maxLength={1000}
            defaultValue={typed.text('reason')}
            errors={typed.errors('reason')}
          />
          <div>
            <Button look="danger">{t('discussion.hide.send')}</Button>
          </div>
        </StepForm>
      )}
      {proposal.hasAuthor ? (
        <StepForm intent="erase">
          <input type="hidden" name="id" value={proposal.id} />
          <div>
            <Button look="danger">{t('discussion.erase')}</Button>
          </div>
        </StepForm>
      ) : null}
    </>
  );
}
