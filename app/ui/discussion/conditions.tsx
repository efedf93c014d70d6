import { Form } from '@remix-run/react';
import type { DocumentHead, ModerationView } from '~/modules/documents';
import { Button, buttonClass, LinkButton } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import type { RefusedForm } from '../document/refused-form';
import { Checkbox, TextArea, TextField } from '../fields';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { typedIn } from './typed';

interface ConditionsProps {
  desk: ModerationView;
  document: DocumentHead;
  refused: RefusedForm | null;
}
type Discussion = NonNullable<ModerationView['discussion']>;

/** Where it is, until when, what is shown, and what can be done with it now. */
export function DiscussionConditions(props: ConditionsProps & { discussion: Discussion }) {
  const t = useMessages();
  const { desk, document, discussion } = props;
  const mayRun = desk.can.run && document.state === 'discussion';
  return (
    <section aria-labelledby="conditions" className="grid grid-cols-1 gap-4">
      <h2 id="conditions" className="sr-only">
        {t('discussion.conditions')}
      </h2>
      <div className="grid grid-cols-1 gap-1">
        <p className="flex items-start gap-3 font-medium">
          <Icon name="clock" className="mt-0.5 size-5" />
          {discussion.taking ? t('discussion.term', { term: discussion.term }) : t('discussion.over')}
        </p>
        <p className="text-ink-soft">
          {[
            t('discussion.shown', { version: discussion.versionNumber }),
            discussion.place ? t('discussion.placeIs', { place: discussion.place }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="break-all">
          {discussion.openPage ? (
            <>
              {t('discussion.address')}: <a href={`/d/${discussion.code}`}>{discussion.url}</a>
            </>
          ) : (
            t('discussion.noPage')
          )}
        </p>
      </div>
      <p className="flex flex-wrap gap-2">
        {discussion.openPage ? (
          <a href={`/d/${discussion.code}/sheet`} className={buttonClass('secondary')}>
            {t('discussion.sheet')}
          </a>
        ) : null}
        <LinkButton to={`/documents/${document.id}/svod`}>{t('discussion.summary.open')}</LinkButton>
        {(['pdf', 'docx'] as const).map((format) => (
          <a
            key={format}
            href={`/documents/${document.id}/discussion/svod.${format}`}
            className={buttonClass('quiet')}
          >
            <Icon name="download" />
            {t('discussion.summary.download', { format: format.toUpperCase() })}
          </a>
        ))}
      </p>
      {mayRun ? <RunSteps {...props} /> : null}
    </section>
  );
}

function RunSteps({ desk, document, discussion, refused }: ConditionsProps & { discussion: Discussion }) {
  const t = useMessages();
  return (
    <div className="grid grid-cols-1 gap-2">
      {discussion.isCurrent ? null : (
        <OneButton
          intent="put-up"
          label={t('discussion.putUp', { version: document.versionNumber })}
          help={t('discussion.putUp.help', {
            shown: discussion.versionNumber,
            version: document.versionNumber,
          })}
          sha={document.versionSha256}
        />
      )}
      <Disclosure
        summary={discussion.closed ? t('discussion.reopen') : t('discussion.change')}
        summaryClassName="w-fit font-medium text-accent"
      >
        <ConditionsForm desk={desk} document={document} refused={refused} intent="change" />
      </Disclosure>
      {discussion.closed ? null : (
        <Disclosure summary={t('discussion.close')} summaryClassName="w-fit font-medium text-accent">
          <OneButton intent="close" label={t('discussion.close')} help={t('discussion.close.help')} />
        </Disclosure>
      )}
    </div>
  );
}

function OneButton({
  intent,
  label,
  help,
  sha,
}: {
  intent: string;
  label: string;
  help: string;
  sha?: string;
}) {
  return (
    <Form
      method="post"
      preventScrollReset
      className="grid grid-cols-1 gap-3 rounded-md border border-line bg-sheet p-4"
    >
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      {sha ? <input type="hidden" name="versionSha256" value={sha} /> : null}
      <p>{help}</p>
      <div>
        <Button>{label}</Button>
      </div>
    </Form>
  );
}

/** Term, place, note, open page: to start with, or to change. */
export function ConditionsForm({
  desk,
  document,
  refused,
  intent,
}: ConditionsProps & { intent: 'start' | 'change' }) {
  const t = useMessages();
  const typed = typedIn(refused, intent);
  const now = desk.discussion;
  return (
    <Form
      method="post"
      preventScrollReset
      className="grid grid-cols-1 gap-4 rounded-md border border-line bg-sheet p-4 md:p-6"
    >
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="versionSha256" value={document.versionSha256} />
      {intent === 'start' ? <p>{t('discussion.start.help', { version: document.versionNumber })}</p> : null}
      <TextField
        type="date"
        name="until"
        label={t('discussion.until')}
        hint={t('discussion.until.hint')}
        required
        min={desk.today}
        defaultValue={typed.text('until') ?? now?.until}
        errors={typed.errors('until')}
      />
      <TextField
        name="place"
        label={t('discussion.place')}
        hint={t('discussion.place.hint')}
        maxLength={300}
        defaultValue={typed.text('place') ?? now?.place}
        errors={typed.errors('place')}
      />
      <TextArea
        name="notes"
        label={t('discussion.notes')}
        rows={3}
        maxLength={3000}
        defaultValue={typed.text('notes') ?? now?.notes}
        errors={typed.errors('notes')}
      />
      {desk.allowed === 'public' ? (
        <Checkbox
          name="openPage"
          label={t('discussion.openPage')}
          hint={t('discussion.openPage.hint')}
          defaultChecked={typed.open ? typed.text('openPage') !== undefined : (now?.openPage ?? true)}
        />
      ) : (
        <p className="text-ink-soft">{t('discussion.openPage.insideOnly')}</p>
      )}
      <div>
        <Button look={intent === 'start' ? 'primary' : 'secondary'}>
          {intent === 'start' ? t('discussion.start') : t('discussion.change.send')}
        </Button>
      </div>
    </Form>
  );
}
