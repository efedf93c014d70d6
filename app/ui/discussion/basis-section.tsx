import { Form } from '@remix-run/react';
import type { DocumentHead, ModerationView } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { RadioGroup, TextArea, TextField } from '../fields';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { typedIn } from './typed';

interface BasisProps {
  desk: ModerationView;
  document: DocumentHead;
  refused: RefusedForm | null;
}

/** «Принята за основу»: what was recorded, and the form to record it. */
export function BasisSection(props: BasisProps) {
  const t = useMessages();
  const { desk, refused } = props;
  const typed = typedIn(refused, 'basis');
  return (
    <section aria-labelledby="basis" className="grid grid-cols-1 gap-3">
      <h2 id="basis" className="text-lg font-semibold">
        {t('discussion.basis')}
      </h2>
      {desk.basis ? (
        <div>
          <p className="flex items-start gap-2 font-medium">
            <Icon name="check" className="mt-0.5 size-5 text-success" />
            {desk.basis.text}
          </p>
          {desk.basis.objections ? (
            <p className="text-ink-soft">{t('discussion.basis.objected', { text: desk.basis.objections })}</p>
          ) : null}
        </div>
      ) : (
        <p className="text-ink-soft">{t('discussion.basis.none')}</p>
      )}
      {desk.mayRecordBasis ? (
        <details open={typed.open}>
          <summary className="flex min-h-11 w-fit cursor-pointer items-center font-medium text-accent">
            {desk.basis
              ? t('discussion.basis.again')
              : t('discussion.basis.record', { word: desk.basisWord.toLowerCase() })}
          </summary>
          <BasisForm {...props} />
        </details>
      ) : null}
    </section>
  );
}

function BasisForm({ desk, document, refused }: BasisProps) {
  const t = useMessages();
  const typed = typedIn(refused, 'basis');
  return (
    <Form
      method="post"
      preventScrollReset
      className="grid grid-cols-1 gap-4 rounded-md border border-line bg-sheet p-4"
    >
      <CsrfInput />
      <input type="hidden" name="intent" value="basis" />
      <input type="hidden" name="versionSha256" value={document.versionSha256} />
      <TextField
        type="date"
        name="date"
        label={t('discussion.basis.date')}
        required
        defaultValue={typed.text('date') ?? desk.today}
        errors={typed.errors('date')}
      />
      <RadioGroup
        name="result"
        label={t('discussion.basis.result')}
        defaultValue={typed.text('result') ?? 'no-objection'}
        errors={typed.errors('result')}
        choices={(['no-objection', 'voted'] as const).map((value) => ({
          value,
          label: t(`discussion.basis.${value}`),
        }))}
      />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        {(['for', 'against', 'abstained'] as const).map((side) => {
          const name = `votes${side[0]?.toUpperCase()}${side.slice(1)}`;
          return (
            <TextField
              key={side}
              name={name}
              label={t(`discussion.basis.${side}`)}
              inputMode="numeric"
              pattern="[0-9]*"
              maxLength={6}
              defaultValue={typed.text(name)}
              errors={typed.errors(name)}
            />
          );
        })}
      </div>
      <TextArea
        name="objections"
        label={t('discussion.basis.objections')}
        hint={t('discussion.basis.objections.hint')}
        rows={3}
        maxLength={3000}
        defaultValue={typed.text('objections')}
        errors={typed.errors('objections')}
      />
      <div>
        <Button>{t('discussion.basis.record', { word: desk.basisWord.toLowerCase() })}</Button>
      </div>
    </Form>
  );
}
