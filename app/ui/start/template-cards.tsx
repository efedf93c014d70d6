import type { StartTemplateView } from '~/modules/documents';
import { LinkButton } from '../button';
import { EmptyState } from '../feedback';
import { useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

interface TemplateCardsProps {
  templates: readonly StartTemplateView[];
  owner: string;
  q: string;
}

/** Templates by kind: what each is for, what it asks and what comes out. */
export function TemplateCards({ templates, owner, q }: TemplateCardsProps) {
  const t = useMessages();
  if (templates.length === 0) return <NoTemplates owner={owner} q={q} />;
  const kinds = [...new Set(templates.map(({ kind }) => kind))];
  return (
    <>
      <p role="status" className="mb-3 text-ink-soft">
        {t('start.count', { count: templates.length })}
      </p>
      {kinds.map((kind) => (
        <Kind key={kind} templates={templates.filter((one) => one.kind === kind)} owner={owner} />
      ))}
    </>
  );
}

function NoTemplates({ owner, q }: { owner: string; q: string }) {
  const t = useMessages();
  if (q === '') return <EmptyState title={t('start.empty')} text={t('start.empty.text')} />;
  return (
    <EmptyState title={t('start.none')} text={t('start.none.text')} icon="search">
      <LinkButton to={`/documents/new?owner=${encodeURIComponent(owner)}`}>{t('start.none.all')}</LinkButton>
    </EmptyState>
  );
}

function Kind({ templates, owner }: { templates: readonly StartTemplateView[]; owner: string }) {
  const kind = templates[0];
  if (!kind) return null;
  const id = `kind-${kind.kind}`;
  return (
    <section aria-labelledby={id} className="mb-8">
      <h2 id={id} className="mb-3 text-lg font-semibold">
        {kind.kindName}
      </h2>
      <ul className="grid gap-4 md:grid-cols-2">
        {templates.map((template) => (
          <li key={template.id} className="flex">
            <TemplateCard template={template} owner={owner} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TemplateCard({ template, owner }: { template: StartTemplateView; owner: string }) {
  const t = useMessages();
  const gives = [
    t('start.gives.paper'),
    ...(template.numbered ? [t('start.gives.number')] : []),
    ...(template.signature === 'none' ? [] : [t('start.gives.signed')]),
    t(template.publication === 'never' ? 'start.gives.never' : 'start.gives.public'),
  ];
  return (
    <article className="flex w-full flex-col rounded-md border border-line bg-sheet p-4">
      <h3 className="font-semibold">{template.title}</h3>
      <p className="mt-1">{template.description}</p>
      <p className="mt-2 text-sm text-ink-soft">
        {t('start.asks', { sections: template.sections.join(', ').toLowerCase() })}
      </p>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t('start.gives', { list: gives.join(', ') })}</p>
      {template.faults.length > 0 ? (
        <div className="mb-3">
          <Badge icon="warning" tone="warning">
            {t('documents.lapsed')}
          </Badge>
          <ul className="mt-1 text-sm text-ink-soft">
            {template.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <p className="mt-auto">
        <LinkButton
          to={`/documents/new/${template.id}?owner=${encodeURIComponent(owner)}`}
          icon="pen"
          aria-label={t('start.fill.of', { title: template.title })}
        >
          {t('start.fill')}
        </LinkButton>
      </p>
    </article>
  );
}
