// Response headers by kind of page. No outside host appears in any policy (152-ФЗ; halls without internet).

export type PageProfile =
  /** Hydrated pages behind sign-in: scripts by nonce. */
  | 'app'
  /** Public reading pages: no inline script at all, one small island from our own files. */
  | 'public'
  /** The content editor: its style library writes <style> tags and previews use blob images. */
  | 'editor'
  /** Issued files shown in the browser (PDF, DOCX, JSON). */
  | 'file';

interface HeaderOptions {
  readonly profile: PageProfile;
  /** Required for `app` and `editor`. */
  readonly nonce?: string;
  /** True when the page is served over https. */
  readonly secure: boolean;
}

const COMMON = [
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "manifest-src 'self'",
];

function policyOf({ profile, nonce, secure }: HeaderOptions): string {
  const upgrade = secure ? ['upgrade-insecure-requests'] : [];
  if (profile === 'file')
    return ["default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'"].join('; ');
  if (profile === 'public') {
    return [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      ...COMMON,
      ...upgrade,
    ].join('; ');
  }
  if (!nonce) throw new Error(`the ${profile} policy needs a nonce`);
  const style = profile === 'editor' ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src ${style}`,
    "style-src-attr 'unsafe-inline'",
    profile === 'editor' ? "img-src 'self' data: blob:" : "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    ...COMMON,
    ...upgrade,
  ].join('; ');
}

/** Headers for a response of the given profile. Cache rules are not here: they depend on the page. */
export function securityHeaders(options: HeaderOptions): Record<string, string> {
  return {
    'Content-Security-Policy': policyOf(options),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'X-Frame-Options': 'SAMEORIGIN',
    ...(options.secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
}

/** Sets {@link securityHeaders} on a response's headers; what the route has set itself stays. */
export function applySecurityHeaders(headers: Headers, options: HeaderOptions): void {
  for (const [name, value] of Object.entries(securityHeaders(options))) {
    if (!headers.has(name)) headers.set(name, value);
  }
}
