// What the route editor is given and what it answers.
import type { WorkingCalendar } from '~/modules/rules';
import type { ContentStore } from '~/platform/content';
import type { DomainEvent } from '~/shared/domain-event';
import type { Problem } from '~/shared/problem';
import type { DraftProblem } from './check-draft';
import type { EditorField, RouteDraft } from './route-draft';

export interface RouteEditorDeps {
  /** Saving through it publishes. */
  readonly content: Pick<ContentStore, 'state' | 'list' | 'read' | 'save' | 'remove' | 'history'>;
  /** Sha of the current release of a route. */
  readonly currentRelease: (id: string) => Promise<string | null>;
  /** Fields of all templates of a kind of document. */
  readonly fieldsOf: (kind: string) => Promise<readonly EditorField[]>;
  /** Kinds that have templates, with their words. */
  readonly kinds: () => Promise<readonly { readonly value: string; readonly label: string }[]>;
  /** Word of a kind: «Резолюция». */
  readonly kindWord: (kind: string) => Promise<string>;
  /** Titles of the templates whose documents begin on a route. */
  readonly templatesOn: (id: string) => Promise<readonly string[]>;
  readonly people: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly timeZone: (organisationId: string) => Promise<string>;
  readonly calendar: () => Promise<WorkingCalendar>;
  /** The audit chain. Idempotent by event id. */
  readonly record: (event: DomainEvent) => Promise<void>;
  readonly email: (userId: string) => Promise<string | undefined>;
}

export interface RouteRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly note: string | null;
  readonly steps: number;
  readonly isSound: boolean;
}
export type OpenedRoute = {
  readonly id: string;
  readonly kind: string;
  readonly kindWord: string;
  readonly title: string;
  readonly text: string;
  readonly base: string;
  readonly fields: readonly EditorField[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly calendar: WorkingCalendar;
  /** Days of a play are counted in it: that of the one who edits. */
  readonly timeZone: string;
} & ({ readonly draft: RouteDraft } | { readonly draft: null; readonly problems: readonly Problem[] });

export type SaveRouteResult =
  | { readonly outcome: 'saved'; readonly changed: boolean; readonly release: string | null }
  | { readonly outcome: 'broken'; readonly problems: readonly DraftProblem[] }
  /** Somebody saved meanwhile: who, when, and the text's new hash to save over. */
  | {
      readonly outcome: 'conflict';
      readonly by: string | null;
      readonly at: Date | null;
      readonly base: string;
    };

export type CopyRouteResult =
  | { readonly outcome: 'copied'; readonly id: string }
  | { readonly outcome: 'broken'; readonly problems: readonly DraftProblem[] };
