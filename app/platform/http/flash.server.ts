// A one-time message after a redirect («Изменения сохранены»), in a cookie of a minute. Shown as text only.
import { z } from 'zod';
import { clearCookie, readCookie, serializeCookie } from './cookies.server';

const FlashSchema = z.object({ kind: z.enum(['success', 'warning']), text: z.string().max(500) });
type Flash = z.infer<typeof FlashSchema>;

/** Set-Cookie line that carries the message to the next page. */
export function flashCookie(request: Request, flash: Flash): string {
  const value = Buffer.from(JSON.stringify(FlashSchema.parse(flash))).toString('base64url');
  return serializeCookie(request, 'flash', value, { maxAge: 60 });
}

/** The message, and the line that removes it; both null when there is none. */
export function takeFlash(request: Request): { flash: Flash | null; setCookie: string | null } {
  const value = readCookie(request, 'flash');
  if (!value) return { flash: null, setCookie: null };
  const text = Buffer.from(value, 'base64url').toString('utf8');
  const parsed = z
    .string()
    .transform((json, ctx) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        ctx.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(FlashSchema)
    .safeParse(text);
  return { flash: parsed.success ? parsed.data : null, setCookie: clearCookie(request, 'flash') };
}
