// What the documents module needs from outside; bootstrap binds it.

import type { TemplatesModule } from '~/modules/templates/index.server';
import type { WorkflowsModule } from '~/modules/workflows/index.server';
import type { FileStore } from '~/platform/files';
import type { PdfRenderer } from '~/platform/rendering';
import type { DocumentsRepository } from './documents.repository.server';
import type { RegisterRepository } from './register.repository.server';

export interface DocumentsDeps {
  readonly repository: DocumentsRepository;
  readonly registers: RegisterRepository;
  readonly templates: TemplatesModule;
  readonly workflows: WorkflowsModule;
  readonly files: FileStore;
  readonly pdf: PdfRenderer;
  /** Short name of an organisation for lists and papers. */
  readonly organisationName: (id: string) => Promise<string>;
  /** Time zone of an organisation, IANA name. */
  readonly timeZone: (organisationId: string) => Promise<string>;
  /** Origin of the site as shown on screen; never printed. */
  readonly siteUrl: () => string;
  /** Origin for QR codes and published links; throws config/public-url-… when it must not be printed. */
  readonly publishableUrl: () => string;
  /** Hash of the newest sealed audit entry, printed on approval sheets. */
  readonly auditHead: () => Promise<string | null>;
  /** «Something was just written»: the dispatcher looks at once. */
  readonly nudgeOutbox: () => void;
}
