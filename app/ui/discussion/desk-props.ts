import type { DocumentHead, ModerationView, ProposalFilter } from '~/modules/documents';
import type { RefusedForm } from '../document/refused-form';

export type AuthorNames = Readonly<Record<string, { name: string; email: string }>>;

export interface DeskProps {
  desk: ModerationView;
  document: DocumentHead;
  filter: ProposalFilter;
  refused: RefusedForm | null;
  /** Opened names, when they were just asked for. */
  authors: AuthorNames | null;
}
