import type { ReactNode } from 'react';
import type { DocumentHead } from '~/modules/documents';
import { useMessages } from '../messages/messages-context';
import { Tabs } from '../tabs';
import { DocumentHeader } from './document-header';
import { documentSections } from './document-sections';
import type { RefusedForm } from './refused-form';

interface DocumentFrameProps {
  document: DocumentHead;
  /** Id of the section shown (document-sections.ts). */
  current: string;
  /** A refused step of the document's life, shown in its form in the header. */
  refused?: RefusedForm | null;
  children: ReactNode;
}

/** The frame of every page of one document: title, state, next step, tabs. */
export function DocumentFrame({ document, current, refused = null, children }: DocumentFrameProps) {
  const t = useMessages();
  return (
    <>
      <DocumentHeader document={document} refused={refused} />
      <Tabs label={t('document.tabs')} tabs={documentSections(document, t)} current={current} />
      <div className="grid grid-cols-1 gap-6 pt-6">{children}</div>
    </>
  );
}
