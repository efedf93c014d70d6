import type { DocumentHead, RoutingStepView, RoutingView, SubjectCard } from '~/modules/documents';
import { Button } from '../button';
import { Disclosure } from '../disclosure';
import { TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { SharingForm } from '../sharing/sharing-form';
import { LetterForm } from './letter-form';
import { PersonFields } from './person-fields';

interface SteeringProps {
  document: DocumentHead;
  routing: RoutingView;
  people: readonly SubjectCard[];
  values: Readonly<Record<string, string | readonly string[]>>;
}

/** Who is asked, and what may be done about each: a letter entered, another person, out with a reason. */
export function Steering({ document, routing, people, values }: SteeringProps) {
  const t = useMessages();
  return (
    <div className="grid gap-6">
      {routing.steps.map((step) => (
        <section key={step.id} className="grid gap-3 rounded-md border border-line bg-sheet p-4">
          <h3 className="text-lg font-semibold">{step.title}</h3>
          <ul className="grid gap-3">
            {step.places.map((place) => (
              <li key={place.key} className="border-b border-line pb-3">
                <Place {...{ document, step, place, people, values }} />
              </li>
            ))}
          </ul>
          {step.open && document.can.steer ? (
            <Disclosure summary={t('routing.add')}>
              <SharingForm intent="add" values={{ stepId: step.id }} className="grid gap-3 py-2">
                <PersonFields people={people} />
                {routing.sections.length > 0 ? <Scope sections={routing.sections} /> : null}
                <div>
                  <Button look="primary">{t('routing.add.submit')}</Button>
                </div>
              </SharingForm>
            </Disclosure>
          ) : null}
        </section>
      ))}
    </div>
  );
}

function Scope({ sections }: { sections: RoutingView['sections'] }) {
  const t = useMessages();
  return (
    <fieldset>
      <legend className="font-medium">{t('routing.scope')}</legend>
      <p className="text-sm text-ink-soft">{t('routing.scope.hint')}</p>
      {sections.map(({ id, title }) => (
        <label key={id} className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="scope" value={id} className="size-6 shrink-0 accent-accent" />
          {title}
        </label>
      ))}
    </fieldset>
  );
}

interface PlaceProps extends Omit<SteeringProps, 'routing'> {
  step: RoutingStepView;
  place: RoutingStepView['places'][number];
}

function Place({ document, step, place, people, values }: PlaceProps) {
  const t = useMessages();
  const at = { stepId: step.id, assigneeKey: place.key };
  const present = place.state === 'waiting' || place.state === 'asked' || place.state === 'decided';
  const mine = document.can.decide.some(
    (one) => one.stepId === step.id && one.assigneeKey === place.key && one.onBehalfOf === null,
  );
  const named = <span className="sr-only">: {place.name}</span>;
  return (
    <>
      <p className="font-medium">{place.name}</p>
      {place.detail ? <p className="text-sm text-ink-soft">{place.detail}</p> : null}
      <p className="text-sm">{t(`routing.state.${place.state}`)}</p>
      {mine ? (
        <Disclosure summary={t('routing.delegate')}>
          <SharingForm intent="delegate" values={at} className="grid gap-3 py-2">
            <p>{t('routing.delegate.help')}</p>
            <PersonFields people={people} outside={false} />
            <TextField label={t('routing.delegate.until')} name="until" type="date" required />
            <TextArea label={t('routing.reason.optional')} name="reason" rows={2} />
            <div>
              <Button look="primary">{t('routing.delegate.submit')}</Button>
            </div>
          </SharingForm>
        </Disclosure>
      ) : null}
      {document.can.steer && place.state === 'asked' ? (
        <Disclosure
          summary={
            <>
              {t('routing.letter')}
              {named}
            </>
          }
        >
          <LetterForm document={document} place={at} values={values} />
        </Disclosure>
      ) : null}
      {document.can.steer && present ? (
        <Disclosure
          summary={
            <>
              {t('routing.replace')}
              {named}
            </>
          }
        >
          <SharingForm intent="replace" values={at} className="grid gap-3 py-2">
            <PersonFields people={people} />
            <TextArea label={t('routing.reason.label')} name="reason" rows={2} required />
            <div>
              <Button>{t('routing.replace.submit')}</Button>
            </div>
          </SharingForm>
          <SharingForm intent="remove" values={at} className="grid gap-3 border-t border-line py-3">
            <p>{t('routing.remove.help')}</p>
            <TextArea label={t('routing.reason.label')} name="reason" rows={2} required />
            <div>
              <Button look="danger">{t('routing.remove')}</Button>
            </div>
          </SharingForm>
        </Disclosure>
      ) : null}
    </>
  );
}
