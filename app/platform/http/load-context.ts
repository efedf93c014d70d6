// What the Express host gives every loader and action (Remix getLoadContext). Types only.
import type { Actor } from '~/shared/context';
import type { IdSource } from '~/shared/ids';

/** Turns the raw session token of the cookie into a person; null when unknown, expired or revoked. */
export interface SessionReader {
  resolveSession(token: string, now: Date): Promise<{ actor: Actor; sessionId: string } | null>;
}

/** Turns the secrets of opened personal links into the guest who may see this one document; null when none may. */
export interface GuestReader {
  resolveGuest(
    tokens: readonly string[],
    target: { readonly documentId: string },
    now: Date,
  ): Promise<{ actor: Actor } | null>;
}

export interface RateLimit {
  /** Counts one use; throws `http/too-many-requests` when the limit is used up. */
  consume(key: string): Promise<void>;
}

/** What platform/http itself needs; bootstrap fills it. */
export interface HttpPort {
  readonly sessions: SessionReader & GuestReader;
  readonly now: () => Date;
  readonly newId: IdSource;
  /** Origin of PUBLIC_URL, accepted as Origin of forms beside the request's own. */
  readonly publicOrigin: string | null;
  /** Limits by client address; see createHttpPort. */
  readonly limits: {
    readonly signIn: RateLimit;
    /** Codes of letters and of authenticator apps. */
    readonly codes: RateLimit;
    /** Forms of people without an account, and codes they type. */
    readonly openForm: RateLimit;
    /** Papers that a visitor has made for him. */
    readonly openPaper: RateLimit;
    /** Previews rendered on demand, by person. */
    readonly render: RateLimit;
    /** Journals taken out as files, by person. */
    readonly exports: RateLimit;
    /** Files of visitors that the server reads to compare them. */
    readonly compareFile: RateLimit;
  };
  /** Unexpected errors go here with the request id that the person sees. */
  readonly report: (error: unknown, info: { requestId: string; url: string }) => void;
}

/**
 * Services by name, open for declaration merging: bootstrap.server.ts (or a module) declares
 * `declare module '~/platform/http/load-context' { interface ServiceRegistry { … } }`.
 */
export interface ServiceRegistry {
  readonly http: HttpPort;
}

export interface KhartiaLoadContext {
  readonly services: ServiceRegistry;
  /** CSP nonce of this response; also given to <Scripts> and <ScrollRestoration>. */
  readonly nonce: string;
  readonly requestId: string;
  /** Address of the client as the host sees it (behind a proxy only with TRUST_PROXY). */
  readonly clientAddress: string;
}

declare module '@remix-run/node' {
  interface AppLoadContext extends KhartiaLoadContext {}
}

/** Arguments that every loader and action of Remix gets. */
export interface RouteArgs {
  readonly request: Request;
  readonly context: KhartiaLoadContext;
}
