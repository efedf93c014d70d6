import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '~/shared/context';
import { anonymousActor, systemActor } from '~/shared/context';
import { identityMessages } from './identity.messages';
import { deviceName } from './identity.present';
import { canAddOrganisation, canEditContent, canManageUsers } from './policy';

const person = (organisationId: string, ...roles: Role[]): Actor => ({
  type: 'user',
  id: 'usr_1',
  name: 'Некто',
  memberships: [{ organisationId, roles }],
});

describe('policy', () => {
  it('lets an administrator manage the people of his organisation only', () => {
    expect(canManageUsers(person('org_a', 'administrator'), 'org_a', 'org_host')).toBe(true);
    expect(canManageUsers(person('org_a', 'administrator'), 'org_b', 'org_host')).toBe(false);
    expect(canManageUsers(person('org_a', 'chair', 'secretary'), 'org_a', 'org_host')).toBe(false);
  });

  it('lets the host’s administrator manage everybody and add organisations', () => {
    const host = person('org_host', 'administrator');
    expect(canManageUsers(host, 'org_b', 'org_host')).toBe(true);
    expect(canAddOrganisation(host, 'org_host')).toBe(true);
    expect(canAddOrganisation(person('org_a', 'administrator'), 'org_host')).toBe(false);
    expect(canAddOrganisation(host, null)).toBe(false);
  });

  it('lets the system do all of it and a visitor nothing', () => {
    expect(canManageUsers(systemActor('cli'), 'org_a', null)).toBe(true);
    expect(canAddOrganisation(systemActor('cli'), null)).toBe(true);
    expect(canManageUsers(anonymousActor, 'org_a', null)).toBe(false);
    expect(canEditContent(anonymousActor)).toBe(false);
  });

  it('opens the content editor to editors only', () => {
    expect(canEditContent(person('org_a', 'editor'))).toBe(true);
    expect(canEditContent(person('org_a', 'administrator'))).toBe(false);
  });
});

describe('texts', () => {
  it('have the same keys in both languages and are not empty', () => {
    expect(Object.keys(identityMessages.en).sort()).toEqual(Object.keys(identityMessages.ru).sort());
    for (const table of Object.values(identityMessages)) {
      for (const text of Object.values(table)) expect(text.trim()).not.toBe('');
    }
  });

  it('names browser and system of a session', () => {
    expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
      'Firefox, Linux',
    );
    expect(
      deviceName('Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/110.0 YaBrowser/23 Mobile'),
    ).toBe('Яндекс Браузер, Android');
    expect(deviceName('curl/8')).toBe('неизвестное устройство');
  });
});
