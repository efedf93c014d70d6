import { Form } from '@remix-run/react';
import type { DocumentHead, RoutingView } from '~/modules/documents';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Notice } from '../feedback';
import { TextField } from '../fields';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';

type Preview = NonNullable<RoutingView['preview']>;

interface RoutePreviewProps {
  document: DocumentHead;
  routing: RoutingView;
  preview: Preview;
}

/** «Кто и когда» for this very document, and the form that sends it. */
export function RoutePreviewForm({ document, routing, preview }: RoutePreviewProps) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <Form method="post" className="grid gap-6">
      <CsrfInput />
      <input type="hidden" name="intent" value="submit" />
      <input type="hidden" name="versionSha256" value={document.versionSha256} />
      {preview.problems.length > 0 ? (
        <Notice tone="danger">
          <ul className="grid gap-1">
            {preview.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {preview.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      <ol className="grid gap-4">
        {preview.steps.map((step) => (
          <li key={step.id} className="rounded-md border border-line bg-sheet p-4">
            <h3 className="font-semibold">{step.title}</h3>
            <p className="text-sm text-ink-soft">
              {step.skipped
                ? t('routing.preview.skipped', { reason: step.skippedBecause ?? '' })
                : [
                    t('route.rule', { rule: step.rule }),
                    step.who.length > 1 ? t(`route.order.${step.order}`) : null,
                    step.until ? t('routing.preview.until', { date: formatDay(step.until, locale) }) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
            </p>
            <ul className="mt-2 grid gap-3">
              {step.who.map((who) => (
                <Who key={`${who.place} ${who.name}`} who={who} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {preview.until ? (
        <p>{t('routing.preview.end', { date: formatDay(preview.until, locale) })}</p>
      ) : (
        <p className="text-ink-soft">{t('routing.preview.noEnd')}</p>
      )}
      {routing.silencePossible ? (
        <TextField
          label={t('routing.silence')}
          hint={t('routing.silence.hint')}
          name="silenceAnnounced"
          maxLength={500}
        />
      ) : null}
      <div>
        <Button look="primary" isDisabled={preview.problems.length > 0}>
          {t('routing.preview.send')}
        </Button>
      </div>
    </Form>
  );
}

/** A person outside gets a personal link by his address; without one his answer comes by letter. */
function Who({ who }: { who: Preview['steps'][number]['who'][number] }) {
  const t = useMessages();
  const post = [who.position, who.organisation].filter(Boolean).join(', ');
  return (
    <li>
      <p>
        {who.name}
        {post ? <span className="block text-sm text-ink-soft">{post}</span> : null}
      </p>
      {who.external && who.place ? (
        <div className="mt-1 max-w-96">
          <TextField
            label={t('routing.preview.email', { name: who.name })}
            hint={t('routing.preview.email.hint')}
            name={`email:${who.place}`}
            type="email"
            defaultValue={who.email ?? ''}
          />
        </div>
      ) : null}
    </li>
  );
}
