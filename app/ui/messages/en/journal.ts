export const journal = {
  'history.earlier': 'History: earlier entries',
  'history.newest': 'To the latest entries',
  'history.more': 'Show earlier entries',
  'history.export': 'Export the history',
  'history.export.text':
    'A file of all entries with their hashes: it shows that nothing was altered. The export itself is noted in the history.',
  'journal.title': 'Journal of actions',
  'journal.short': 'Export of the site’s journal for a check.',
  'journal.lead':
    'Every action on the site stands in one chain: each entry holds the hash of the one before. An export is noted too.',
  'journal.head': 'Head of the journal: the last entry and its hash',
  'journal.from': 'Begin with entry no.',
  'journal.from.hint': 'At most 100,000 entries in a file; its end says where to go on.',
  'journal.csv': 'Download CSV',
  'journal.json': 'Download JSON',
  'journal.check':
    'Order and integrity can be checked without the key, against a head printed on an approval sheet or written down earlier. Seals are checked by ./khartia audit verify.',
} as const;
