import { expect, it } from 'vitest';
import { consentVerb } from './words';

it('what a person does who decides for follows the step and the mark it prints', () => {
  expect(consentVerb({ kind: 'approval', mark: 'soglasovano' })).toBe('agree');
  expect(consentVerb({ kind: 'approval', mark: 'none' })).toBe('agree');
  expect(consentVerb({ kind: 'approval', mark: 'utverzhdayu' })).toBe('approve');
  expect(consentVerb({ kind: 'approval', mark: 'utverzhdeno' })).toBe('approve');
  expect(consentVerb({ kind: 'approval', mark: 'prinyato' })).toBe('adopt');
  expect(consentVerb({ kind: 'signature', mark: 'utverzhdayu' })).toBe('sign');
});
