// The pages of one document, in the order of its tabs. A new page adds one row here and a route `documents.$id_.<name>`.
import type { DocumentHead } from '~/modules/documents';
import type { Translate } from '../messages/index';
import type { TabItem } from '../tabs';

export function documentSections(document: DocumentHead, t: Translate): TabItem[] {
  const at = `/documents/${document.id}`;
  const sections: TabItem[] = [
    { id: 'text', to: at, label: t('document.tab.text') },
    { id: 'fields', to: `${at}/fields`, label: t('document.tab.fields') },
    {
      id: 'remarks',
      to: `${at}/remarks`,
      label: t('document.tab.remarks'),
      count: document.counts.openRemarks + document.counts.openSuggestions,
    },
    { id: 'discussion', to: `${at}/discussion`, label: t('document.tab.discussion') },
    { id: 'route', to: `${at}?tab=route`, label: t('document.tab.route') },
    {
      id: 'versions',
      to: `${at}/versions`,
      label: t('document.tab.versions'),
      count: document.versionNumber,
    },
    {
      id: 'checks',
      to: `${at}/checks`,
      label: t('document.tab.checks'),
      count: document.counts.problems ?? undefined,
    },
    { id: 'participants', to: `${at}/participants`, label: t('document.tab.participants') },
    ...(document.counts.unread === null
      ? []
      : [
          {
            id: 'acquaintance',
            to: `${at}/acquaintance`,
            label: t('document.tab.acquaintance'),
            count: document.counts.unread,
          },
        ]),
    { id: 'files', to: `${at}?tab=files`, label: t('document.tab.files'), count: document.counts.files },
    { id: 'history', to: `${at}/history`, label: t('document.tab.history') },
  ];
  return document.guest ? sections.filter(({ id }) => GUEST_SECTIONS.includes(id)) : sections;
}

/** What the bearer of a personal link sees of a document. */
const GUEST_SECTIONS = ['text', 'remarks'];
