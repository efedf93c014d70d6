import { describe, expect, it } from 'vitest';
import { parseContentUpdate, parseEntryPath } from './content-update';

describe('parseEntryPath', () => {
  it('takes a file directly in a collection', () => {
    expect(parseEntryPath('content/glossary/kvorum.mdoc')).toEqual({
      path: 'content/glossary/kvorum.mdoc',
      collection: 'glossary',
      slug: 'kvorum',
    });
  });

  it.each([
    'content/glossaryevil/x.mdoc',
    'content/glossary-evil.mdoc',
    'content/guides/../samples/people.yaml',
    'content/glossary/../../../etc/passwd',
    'content/glossary/./x.mdoc',
    'content/glossary/x/y.mdoc',
    'content/glossary//x.mdoc',
    'content/glossary/x.yaml',
    'content/glossary/.mdoc',
    'content/glossary/Кворум.mdoc',
    'content\\glossary\\x.mdoc',
    'content/glossary/x.mdoc\0',
    'content/glossary/x.mdoc\n',
    'templates/resolution/flat/body.hbs',
    '.git/config',
    '/etc/passwd',
    '',
    `content/glossary/${'x'.repeat(81)}.mdoc`,
  ])('refuses %j', (path) => {
    expect(() => parseEntryPath(path)).toThrow(/редактировать нельзя/);
  });
});

describe('parseContentUpdate', () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it.each([
    ['no JSON', new TextEncoder().encode('{')],
    ['no lists', bytes({})],
    ['an unknown key', bytes({ additions: [], deletions: [], move: [] })],
    [
      'too many entries',
      bytes({ additions: [], deletions: Array.from({ length: 21 }, () => ({ path: 'x' })) }),
    ],
  ])('refuses %s', (_, body) => {
    expect(() => parseContentUpdate(body)).toThrow(/не понял/);
  });
});
