// What the documents module needs from outside; bootstrap binds it.

import type { PersonalLinkView } from '~/modules/identity';
import type { LayoutProfile, WorkingCalendar } from '~/modules/rules';
import type { TemplatesModule } from '~/modules/templates/index.server';
import type { PersonCard } from '~/modules/workflows';
import type { WorkflowsModule } from '~/modules/workflows/index.server';
import type { FileStore } from '~/platform/files';
import type { Mailer } from '~/platform/mail/mailer';
import type { Feeds } from '~/platform/realtime';
import type { PdfRenderer } from '~/platform/rendering';
import type { SecretBox } from '~/platform/secrets/index.server';
import type { Context, Role } from '~/shared/context';
import type { StreamedFile } from '~/shared/streamed-file';
import type { ProposalsRepository } from './discussion/proposals.repository.server';
import type { DocumentsRepository } from './documents.repository.server';
import type { DraftsRepository } from './drafting/drafts.repository.server';
import type { HistoryLine } from './history.present';
import type { ImportsRepository } from './importing/imports.repository.server';
import type { NormsPort } from './norms.port';
import type { RegisterRepository } from './register.repository.server';
import type { RemarksRepository } from './remarks/remarks.repository.server';
import type { SubstitutionsRepository } from './routing/substitutions.repository.server';
import type { FormDraftsRepository } from './starting/form-drafts.repository.server';

/** A person or an organisation as a participant of documents. */
export interface SubjectCard {
  /** `user:<id>` or `org:<id>`. */
  readonly subject: string;
  /** «Образцова Марина Петровна», «АНО «Добрый двор»». */
  readonly name: string;
  /** Position and organisation of a person; full name of an organisation. */
  readonly detail: string;
}

/** A person of the directory who can be asked for a decision. */
export interface DirectoryPerson {
  readonly id: string;
  readonly name: string;
  readonly position: string | null;
  readonly organisation: string | null;
  readonly organisationIds: readonly string[];
  /** `role:<role>@<organisation>` of all he holds. */
  readonly roleTokens: readonly string[];
  readonly email: string;
}

/** The directory and personal links of the identity module. */
export interface SharingPort {
  /** Null for an unknown subject and for a disabled account. */
  readonly findSubject: (subject: string) => Promise<SubjectCard | null>;
  /** People and organisations whose names, positions or organisations hold all words; people first, by name. */
  readonly searchSubjects: (words: string, limit: number) => Promise<SubjectCard[]>;
  /** Null for an unknown or disabled account. */
  readonly findPerson: (userId: string) => Promise<DirectoryPerson | null>;
  readonly findPersonByEmail: (email: string) => Promise<DirectoryPerson | null>;
  readonly issueLink: (
    ctx: Context,
    input: {
      documentId: string;
      versionSha256: string;
      title: string;
      person: { name: string; organisation: string; position: string; email: string };
      role: string;
      expiresAt: Date;
    },
  ) => Promise<{ linkId: string }>;
  readonly resendLink: (
    ctx: Context,
    input: { linkId: string; versionSha256: string; title: string },
  ) => Promise<void>;
  readonly revokeLink: (ctx: Context, input: { linkId: string }) => Promise<void>;
  readonly listLinks: (input: { documentId: string; now: Date }) => Promise<PersonalLinkView[]>;
  /** The version that the bearer of a link was asked about. */
  readonly findAskedVersion: (linkId: string) => Promise<string | null>;
}

export interface DocumentsDeps {
  readonly repository: DocumentsRepository;
  readonly remarks: RemarksRepository;
  readonly imports: ImportsRepository;
  readonly registers: RegisterRepository;
  readonly drafts: DraftsRepository;
  readonly formDrafts: FormDraftsRepository;
  readonly proposals: ProposalsRepository;
  readonly substitutions: SubstitutionsRepository;
  readonly templates: TemplatesModule;
  readonly workflows: WorkflowsModule;
  readonly files: FileStore;
  readonly pdf: PdfRenderer;
  /** Letters to people without an account. */
  readonly mail: Mailer;
  /** Seals what is known of private persons (restricted class). */
  readonly secrets: SecretBox;
  readonly sharing: SharingPort;
  /** The base of legal acts: what a citation leads to. */
  readonly norms: NormsPort;
  /** Short name of an organisation for lists and papers. */
  readonly organisationName: (id: string) => Promise<string>;
  /** Time zone of an organisation, IANA name. */
  readonly timeZone: (organisationId: string) => Promise<string>;
  /** Working days of the years that are loaded. */
  readonly calendar: () => Promise<WorkingCalendar>;
  /** Who holds which role in the organisation, for routes. */
  readonly roleHolders: (organisationId: string) => Promise<Partial<Record<Role, readonly PersonCard[]>>>;
  /** Measures of paper by the dated table (ГОСТ Р 7.0.97-2025 by default). */
  readonly layoutProfile: () => Promise<LayoutProfile>;
  /** Origin of the site as shown on screen; never printed. */
  readonly siteUrl: () => string;
  /** Origin for QR codes and published links; throws config/public-url-… when it must not be printed. */
  readonly publishableUrl: () => string;
  /** Number and hash of the newest sealed audit entry (`12:ab…`), printed on approval sheets. */
  readonly auditHead: () => Promise<string | null>;
  /** Sealed events of the document, newest first, by pages; the caller has checked that the actor may read it. */
  readonly history: (
    documentId: string,
    page: { before?: number | undefined; limit: number; types?: readonly string[] | undefined },
  ) => Promise<{ lines: HistoryLine[]; nextBefore: number | null }>;
  /** The same events as a file with seals and hashes; the caller has checked and noted it. */
  readonly exportHistory: (documentId: string, format: 'csv' | 'json') => Promise<StreamedFile>;
  /** Live pages: revisions of working copies and who is at them. */
  readonly feeds: Feeds;
  /** A working copy has a new revision: whoever has it open is told. */
  readonly draftChanged: (change: { documentId: string; revision: number; sha256: string }) => void;
  /** «Something was just written»: the dispatcher looks at once. */
  readonly nudgeOutbox: () => void;
}
