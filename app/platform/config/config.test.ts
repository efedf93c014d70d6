import { describe, expect, it } from 'vitest';
import { isAppError } from '~/shared/app-error';
import { loadConfig } from './load-config.server';
import { assertPublishableUrl, isLoopbackUrl } from './public-url';

const caught = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
};

describe('loadConfig', () => {
  it('has a default for everything', () => {
    const config = loadConfig({}, '/srv/khartia');
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      dataDir: '/srv/khartia/data',
      mongodbUrl: null,
      meili: null,
      allowLoopbackUrl: false,
    });
  });

  it('takes an empty variable as not set', () => {
    expect(loadConfig({ PORT: '', PUBLIC_URL: ' ' }, '/srv').port).toBe(3000);
  });

  it('keeps only the origin of PUBLIC_URL', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://docs.example.org/' }, '/srv').publicUrl).toBe(
      'https://docs.example.org',
    );
  });

  it('names every wrong variable at once', () => {
    const error = caught(() =>
      loadConfig({ PORT: '70000', PUBLIC_URL: 'docs', MONGODB_URL: 'http://x', TRUST_PROXY: 'да' }, '/srv'),
    );
    expect(isAppError(error) && error.code).toBe('config/invalid');
    for (const name of ['PORT', 'PUBLIC_URL', 'MONGODB_URL', 'TRUST_PROXY']) {
      expect(error.message).toContain(`${name}: `);
    }
  });

  it('refuses a path in PUBLIC_URL', () => {
    expect(caught(() => loadConfig({ PUBLIC_URL: 'https://a.example/docs' }, '/srv')).message).toContain(
      'без пути',
    );
  });
});

describe('assertPublishableUrl', () => {
  const at = (publicUrl: string | null, allowLoopbackUrl = false) => ({ publicUrl, allowLoopbackUrl });

  it('refuses publication without an address', () => {
    expect(caught(() => assertPublishableUrl(at(null))).message).toContain('PUBLIC_URL');
  });

  it.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://127.9.9.9',
    'http://[::1]:3000',
    'http://0.0.0.0',
  ])('refuses loopback %s unless allowed', (url) => {
    expect(isLoopbackUrl(url)).toBe(true);
    expect(caught(() => assertPublishableUrl(at(url))).message).toContain('KHARTIA_ALLOW_LOOPBACK_URL');
    expect(assertPublishableUrl(at(url, true))).toBe(url);
  });

  it('returns a real address', () => {
    expect(assertPublishableUrl(at('https://docs.example.org'))).toBe('https://docs.example.org');
    expect(isLoopbackUrl('https://localhost.example.org')).toBe(false);
  });

  it('falls back to the listening address only when loopback is allowed', () => {
    expect(assertPublishableUrl({ ...at(null, true), port: 4000 })).toBe('http://127.0.0.1:4000');
  });
});
