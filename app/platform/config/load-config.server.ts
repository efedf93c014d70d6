// The only reader of process.env.
import { delimiter, resolve } from 'node:path';
import { type Config, type Environment, EnvironmentSchema } from './config.schema';
import { configError } from './errors';

const HOUR = 3_600_000;

/**
 * Reads and checks the settings. An empty variable counts as not set. Relative paths are taken from `cwd`.
 * Throws `config/invalid` whose text names every wrong variable at once.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cwd: string = process.cwd(),
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = EnvironmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`);
    throw configError('invalid', { list: [...new Set(lines)].join('\n') });
  }
  return toConfig(parsed.data, cwd, env.PATH ?? '');
}

function toConfig(env: Environment, cwd: string, path: string): Config {
  return {
    mode: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    allowLoopbackUrl: env.KHARTIA_ALLOW_LOOPBACK_URL,
    trustProxy: env.TRUST_PROXY,
    dataDir: resolve(cwd, env.DATA_DIR),
    mongodbUrl: env.MONGODB_URL ?? null,
    meili: env.MEILI_URL ? { url: env.MEILI_URL, key: env.MEILI_KEY ?? null } : null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? null,
    chromiumPath: env.CHROMIUM_PATH ? resolve(cwd, env.CHROMIUM_PATH) : null,
    renderPages: env.RENDER_PAGES,
    session: { idleMs: env.SESSION_IDLE_HOURS * HOUR, absoluteMs: env.SESSION_DAYS * 24 * HOUR },
    logLevel: env.LOG_LEVEL,
    programFolders: path.split(delimiter).filter(Boolean),
  };
}
