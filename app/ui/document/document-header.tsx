import { Link } from '@remix-run/react';
import type { DocumentHead } from '~/modules/documents';
import { LinkButton } from '../button';
import { formatDay } from '../format';
import { Icon } from '../icons';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge, StateBadge } from '../state-badge';
import { NextStep, OtherSteps, type StepProps } from './document-actions';
import { Editions } from './editions';

/** Title, then one line: state, number, date, and the next step for this person. */
export function DocumentHeader({ document, refused }: StepProps) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <header className="mb-2">
      {document.guest ? (
        <p className="no-print mb-2 text-ink-soft">
          {t(document.outdated ? 'guest.outdated' : 'guest.lead', { number: document.versionNumber })}
        </p>
      ) : (
        <Link to="/documents" prefetch="intent" className="no-print inline-flex min-h-11 items-center gap-2">
          <Icon name="back" />
          {t('document.back')}
        </Link>
      )}
      <h1 className="text-lg font-semibold md:text-2xl">{document.title}</h1>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <StateBadge state={document.state} word={document.stateWord} />
        {document.lapsedNorms > 0 ? (
          <Badge icon="warning" tone="warning">
            {t('documents.lapsed')}
          </Badge>
        ) : null}
        <span className="text-ink-soft">{document.kindName}</span>
        <span>
          {document.number ? t('documents.number', { number: document.number }) : t('documents.noNumber')}
          {document.date ? ` ${t('public.adopted', { date: formatDay(document.date, locale) })}` : ''}
        </span>
        <span className="text-ink-soft">{t('documents.version', { number: document.versionNumber })}</span>
        <div className="no-print flex w-full flex-wrap items-start gap-2 sm:ml-auto sm:w-auto">
          {document.can.revise ? (
            <LinkButton to={`/documents/${document.id}/edit`} icon="pen">
              {t('editor.open')}
            </LinkButton>
          ) : null}
          <NextStep document={document} refused={refused} />
          <OtherSteps document={document} refused={refused} />
        </div>
      </div>
      <Editions document={document} />
      <Addresses document={document} />
    </header>
  );
}

function Addresses({ document }: { document: DocumentHead }) {
  const t = useMessages();
  const links = [
    { href: document.publicUrl, text: t('document.publicPage') },
    { href: document.verifyUrl, text: t('document.verifyPage') },
  ].filter((link) => link.href !== null);
  if (links.length === 0) return null;
  return (
    <p className="no-print mt-1 flex flex-wrap gap-x-5">
      {links.map((link) => (
        <a key={link.text} href={link.href ?? ''} className="inline-flex min-h-11 items-center gap-1.5">
          <Icon name="external" className="size-4" />
          {link.text}
        </a>
      ))}
    </p>
  );
}
