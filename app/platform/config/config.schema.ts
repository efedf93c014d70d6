// Every setting of the product in one place: the variable's name, its check, its default, what a person reads
// when it is wrong. Settings are read once at start; nothing else touches process.env.
import { z } from 'zod';

const url = (schemes: readonly string[], example: string) =>
  z
    .string()
    .trim()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
      error: `нужен адрес вида ${example}`,
    });

const integer = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d+$/, { error: `нужно целое число от ${min} до ${max}` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `нужно целое число от ${min} до ${max}` });

const flag = z
  .enum(['0', '1', 'true', 'false', 'yes', 'no'], { error: 'нужно 1 (да) или 0 (нет)' })
  .transform((text) => text === '1' || text === 'true' || text === 'yes');

const text = z.string().trim().min(1, { error: 'значение не может быть пустым' });

/** The environment as it is accepted. An empty variable counts as not set (see loadConfig). */
const VariablesSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'допустимо production, development или test' })
    .default('development'),
  HOST: text.default('127.0.0.1'),
  PORT: integer(0, 65_535).default(3000),
  PUBLIC_URL: url(['http:', 'https:'], 'https://docs.example.org')
    .refine((value) => URL.canParse(value) && /^\/?$/.test(new URL(value).pathname + new URL(value).search), {
      error: 'нужен адрес сайта целиком, без пути и параметров: https://docs.example.org',
    })
    .transform((value) => new URL(value).origin)
    .optional(),
  KHARTIA_ALLOW_LOOPBACK_URL: flag.default(false),
  TRUST_PROXY: flag.default(false),
  DATA_DIR: text.default('./data'),
  MONGODB_URL: url(['mongodb:', 'mongodb+srv:'], 'mongodb://127.0.0.1:27017/khartia').optional(),
  MEILI_URL: url(['http:', 'https:'], 'http://127.0.0.1:7700').optional(),
  MEILI_KEY: text.optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org:465').optional(),
  MAIL_FROM: text.optional(),
  CHROMIUM_PATH: text.optional(),
  RENDER_PAGES: integer(1, 16).default(2),
  SESSION_IDLE_HOURS: integer(1, 24 * 30).default(24),
  SESSION_DAYS: integer(1, 90).default(14),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'допустимо debug, info, warn или error' })
    .default('info'),
});

/** Mail servers refuse a sender that does not exist. */
export const EnvironmentSchema = VariablesSchema.refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
  path: ['MAIL_FROM'],
  error: 'нужен вместе с SMTP_URL: адрес отправителя, например khartia@example.org',
});

export type Environment = z.infer<typeof EnvironmentSchema>;

/** Settings with types and absolute paths; what adapters and the server get. */
export interface Config {
  readonly mode: 'production' | 'development' | 'test';
  readonly host: string;
  readonly port: number;
  /** Origin without a trailing slash, e.g. `https://docs.example.org`; null until it is set. */
  readonly publicUrl: string | null;
  readonly allowLoopbackUrl: boolean;
  /** True behind a reverse proxy: scheme and address are taken from its X-Forwarded headers. */
  readonly trustProxy: boolean;
  /** Absolute. */
  readonly dataDir: string;
  readonly mongodbUrl: string | null;
  readonly meili: { readonly url: string; readonly key: string | null } | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly chromiumPath: string | null;
  readonly renderPages: number;
  readonly session: { readonly idleMs: number; readonly absoluteMs: number };
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Folders of PATH, for looking up programs such as a browser. */
  readonly programFolders: readonly string[];
}
