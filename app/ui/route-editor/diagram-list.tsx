import type { Diagram, DiagramStep } from '~/modules/workflows';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

/** The route from above to below: a list whose arrows are only for the eye. */
export function DiagramList({ diagram }: { diagram: Diagram }) {
  const t = useMessages();
  const ends = [t('routes.diagram.end'), ...diagram.end];
  return (
    <section aria-labelledby="diagram">
      <h2 id="diagram" className="mb-3 text-lg font-semibold">
        {t('routes.diagram')}
      </h2>
      <ol className="grid">
        <li className="rounded-md border border-line-strong px-3 py-2 text-sm">{diagram.start}</li>
        {diagram.groups.map((group) => (
          <li key={group[0]?.id}>
            <Arrow />
            {group.length > 1 ? (
              <p className="mb-1 text-sm text-ink-soft">{t('routes.diagram.together')}</p>
            ) : null}
            <ul className={group.length > 1 ? 'grid gap-2 border-l-4 border-accent pl-3' : 'grid'}>
              {group.map((step) => (
                <Box key={step.id} step={step} />
              ))}
            </ul>
          </li>
        ))}
        {ends.map((text) => (
          <li key={text}>
            <Arrow />
            <p className="rounded-md border border-line-strong px-3 py-2 text-sm">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Arrow() {
  return (
    <span aria-hidden="true" className="flex justify-center py-1 text-ink-soft">
      <Icon name="below" className="size-5" />
    </span>
  );
}

function Box({ step }: { step: DiagramStep }) {
  const t = useMessages();
  const look = step.problems > 0 ? 'border-danger' : 'border-accent';
  return (
    <li className={`min-w-0 rounded-md border-2 bg-sheet px-3 py-2 text-sm [overflow-wrap:anywhere] ${look}`}>
      <a href={`#step-${step.id}`} className="inline-block py-1 text-base font-medium">
        {step.number}. {step.title}
      </a>
      <p>{step.who}</p>
      <p className="text-ink-soft">
        {step.kind}; {step.how}
      </p>
      {step.condition ? <p className="text-ink-soft italic">{step.condition}</p> : null}
      <p className="text-ink-soft">{t('routes.diagram.returns', { to: step.returns })}</p>
      {step.problems > 0 ? (
        <p className="flex items-center gap-1 text-danger-ink">
          <Icon name="warning" className="size-4" />
          {t('routes.step.problems', { count: step.problems })}
        </p>
      ) : null}
    </li>
  );
}
