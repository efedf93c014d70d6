import { Form } from '@remix-run/react';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import { RadioGroup, TextArea } from '../fields';
import { useMessages } from '../messages/messages-context';

/** Every remark is answered before the document goes on: accepted, in part, or declined, and why. */
export function AnswerForm({ remarkId, versionSha256 }: { remarkId: string; versionSha256: string }) {
  const t = useMessages();
  return (
    <Disclosure
      summary={t('remarks.answer.title')}
      className="mt-2"
      summaryClassName="w-fit text-accent font-medium"
    >
      <Form method="post" action="?tab=route" preventScrollReset className="mt-2 grid grid-cols-1 gap-4">
        <CsrfInput />
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="versionSha256" value={versionSha256} />
        <input type="hidden" name="remarkId" value={remarkId} />
        <RadioGroup
          label={t('remarks.answer.outcome')}
          name="outcome"
          defaultValue="accepted"
          choices={(['accepted', 'partly', 'declined'] as const).map((value) => ({
            value,
            label: t(`remarks.status.${value}`),
          }))}
        />
        <TextArea name="text" label={t('remarks.answer')} required rows={3} maxLength={20_000} />
        <div>
          <Button look="primary">{t('remarks.answer.send')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}
