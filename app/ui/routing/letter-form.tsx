import { Form } from '@remix-run/react';
import type { DocumentHead } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { RadioGroup, TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { GroundFields } from './ground-fields';

interface LetterFormProps {
  document: DocumentHead;
  place: { stepId: string; assigneeKey: string };
  values: Readonly<Record<string, string | readonly string[]>>;
}

/** The letter of a body behind the consent of its representative. */
export function AttachLetterForm({ decisionId }: { decisionId: string }) {
  const t = useMessages();
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-3 py-2">
      <CsrfInput />
      <input type="hidden" name="intent" value="attach" />
      <input type="hidden" name="decisionId" value={decisionId} />
      <LetterDetails text={() => undefined} />
      <ScanField />
      <div>
        <Button look="primary">{t('routing.letter.attach.submit')}</Button>
      </div>
    </Form>
  );
}

function LetterDetails({ text }: { text: (name: string) => string | undefined }) {
  const t = useMessages();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        label={t('routing.letter.number')}
        name="letterNumber"
        required
        defaultValue={text('letterNumber')}
      />
      <TextField
        label={t('routing.letter.date')}
        name="letterDate"
        type="date"
        required
        defaultValue={text('letterDate')}
      />
    </div>
  );
}

function ScanField() {
  const t = useMessages();
  return (
    <TextField
      label={t('routing.letter.scan')}
      hint={t('routing.letter.scan.hint')}
      name="scan"
      type="file"
      accept="application/pdf,image/jpeg,image/png"
    />
  );
}

/** A decision that came by letter, with its scan. */
export function LetterForm({ document, place, values }: LetterFormProps) {
  const t = useMessages();
  const mine = values.assigneeKey === place.assigneeKey && values.intent === 'letter';
  const text = (name: string) =>
    mine && typeof values[name] === 'string' ? (values[name] as string) : undefined;
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-3 py-2">
      <CsrfInput />
      <input type="hidden" name="intent" value="letter" />
      <input type="hidden" name="stepId" value={place.stepId} />
      <input type="hidden" name="assigneeKey" value={place.assigneeKey} />
      <input type="hidden" name="versionSha256" value={document.versionSha256} />
      <p>{t('routing.letter.help', { version: document.versionNumber })}</p>
      <LetterDetails text={text} />
      <RadioGroup
        label={t('decision.choice')}
        name="decision"
        defaultValue={text('decision')}
        choices={[
          { value: 'agree', label: t('routing.letter.agree') },
          { value: 'agree-with-remarks', label: t('routing.letter.remarks') },
          { value: 'return', label: t('routing.letter.return') },
          { value: 'reject', label: t('routing.letter.reject') },
        ]}
      />
      <TextArea label={t('decision.remark')} name="remark" rows={3} defaultValue={text('remark')} />
      <ScanField />
      <GroundFields open={false} text={text} />
      <div>
        <Button look="primary">{t('routing.letter.submit')}</Button>
      </div>
    </Form>
  );
}
