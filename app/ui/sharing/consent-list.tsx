import type { SharingView } from '~/modules/documents';
import { Button } from '../button';
import { Disclosure } from '../disclosure';
import { TextField } from '../fields';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Part, SharingForm } from './sharing-form';

type Consent = SharingView['consents'][number];

/** Co-organisers and partners with the state of their consent to name and logo. */
export function ConsentList({ sharing }: { sharing: SharingView }) {
  const t = useMessages();
  return (
    <Part title={t('consents.title')} lead={t('consents.lead')}>
      {sharing.consents.length === 0 ? (
        <p className="text-ink-soft">{t('consents.empty')}</p>
      ) : (
        <ul className="grid gap-3">
          {sharing.consents.map((consent) => (
            <li key={consent.subject} className="border-b border-line pb-3">
              <p className="font-medium">{consent.name}</p>
              <ConsentState consent={consent} />
              {consent.status === 'asked' && consent.mayAnswer ? <OwnAnswer consent={consent} /> : null}
              {sharing.mayShare ? <Record consent={consent} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function ConsentState({ consent: { status, askedAt, answer } }: { consent: Consent }) {
  const t = useMessages();
  const locale = useLocale();
  const how = answer?.letter
    ? t('consents.letter', {
        number: answer.letter.number,
        day: formatDay(answer.letter.date, locale),
        name: answer.byName,
      })
    : answer
      ? t('consents.product', { name: answer.byName, date: formatDay(answer.at, locale) })
      : '';
  return (
    <p className="text-ink-soft">
      {[t(`consents.${status}`, { date: askedAt ? formatDay(askedAt, locale) : '' }), how]
        .filter(Boolean)
        .join('; ')}
    </p>
  );
}

/** The organisation's own head or administrator answers here. */
function OwnAnswer({ consent: { subject } }: { consent: Consent }) {
  const t = useMessages();
  return (
    <SharingForm intent="answer" values={{ subject, way: 'product' }} className="mt-2 flex flex-wrap gap-2">
      <Button look="primary" name="answer" value="given">
        {t('consents.own.agree')}
      </Button>
      <Button look="danger" name="answer" value="refused">
        {t('consents.own.refuse')}
      </Button>
    </SharingForm>
  );
}

/** What who works on the document does: notes that it was asked, enters an answer that came by letter. */
function Record({ consent: { subject, status, name } }: { consent: Consent }) {
  const t = useMessages();
  if (status === 'given') return null;
  if (status !== 'asked') {
    return (
      <SharingForm intent="ask" values={{ subject }} className="mt-2">
        <Button>
          {t(status === 'refused' ? 'consents.askAgain' : 'consents.ask')}
          <span className="sr-only">: {name}</span>
        </Button>
      </SharingForm>
    );
  }
  return (
    <Disclosure
      summary={
        <>
          {t('consents.enter')}
          <span className="sr-only">: {name}</span>
        </>
      }
    >
      <SharingForm
        intent="answer"
        values={{ subject, way: 'letter' }}
        className="grid gap-3 py-2 sm:grid-cols-2"
      >
        <TextField label={t('consents.number')} name="letterNumber" required />
        <TextField label={t('consents.date')} name="letterDate" type="date" required />
        <div className="flex flex-wrap gap-2 sm:col-span-2">
          <Button name="answer" value="given">
            {t('consents.agree')}
          </Button>
          <Button look="danger" name="answer" value="refused">
            {t('consents.refuse')}
          </Button>
        </div>
      </SharingForm>
    </Disclosure>
  );
}
