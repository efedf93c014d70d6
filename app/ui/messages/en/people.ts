export const people = {
  'document.tab.participants': 'Participants',
  'guest.lead': 'You have opened the document by a personal link: this is version {number}.',
  'guest.outdated':
    'You have opened the document by a personal link: this is version {number}, the one you were asked about. The text has changed since.',
} as const;
