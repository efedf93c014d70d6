// QR codes on paper outlive the server: an address that only this machine can open must not get there.
import type { Config } from './config.schema';
import { configError } from './errors';

/** True for localhost, 127.0.0.0/8, ::1 and 0.0.0.0 as the host of a URL. */
export function isLoopbackUrl(url: string): boolean {
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '0.0.0.0' ||
    host === '::' ||
    host === '::1' ||
    /^::ffff:7f/.test(host) ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}

/**
 * The origin for links that are printed or published. Throws `config/public-url-missing` and
 * `config/public-url-loopback`; the demo and the tests allow loopback by KHARTIA_ALLOW_LOOPBACK_URL=1.
 */
export function assertPublishableUrl(
  config: Pick<Config, 'publicUrl' | 'allowLoopbackUrl'> & { host?: string; port?: number },
): string {
  if (config.publicUrl === null) {
    if (config.allowLoopbackUrl) return `http://127.0.0.1:${config.port ?? 3000}`;
    throw configError('public-url-missing');
  }
  if (isLoopbackUrl(config.publicUrl) && !config.allowLoopbackUrl) {
    throw configError('public-url-loopback', { url: config.publicUrl });
  }
  return config.publicUrl;
}
