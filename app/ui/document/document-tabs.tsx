import type { DocumentView } from '~/modules/documents';
import { LinkButton } from '../button';
import { useMessages } from '../messages/messages-context';
import { DecisionForm } from './decision-form';
import { FileList } from './file-list';
import { Outline } from './outline';
import { Paper } from './paper';
import type { RefusedForm } from './refused-form';
import { RemarkList } from './remark-list';
import { RouteTimeline } from './route-timeline';

export interface DocumentTabProps {
  document: DocumentView;
  current: string;
  refused: RefusedForm | null;
}

export function DocumentTab({ document, current, refused }: DocumentTabProps) {
  switch (current) {
    case 'route':
      return <RouteTab document={document} refused={refused} />;
    case 'files':
      return (
        <>
          <FileList files={document.files} />
          {document.can.extract ? <ExtractLink documentId={document.id} /> : null}
        </>
      );
    default:
      return <TextTab document={document} refused={refused} />;
  }
}

function TextTab({ document, refused }: Pick<DocumentTabProps, 'document' | 'refused'>) {
  const t = useMessages();
  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <Outline title={t('document.outline')} entries={document.outline} />
      </div>
      <div className="grid gap-6">
        <Paper html={document.paperHtml} label={t('document.textOf')} />
        {document.guest
          ? document.can.decide.map((task) => (
              <DecisionForm
                key={`${task.stepId} ${task.assigneeKey}`}
                {...task}
                action="?"
                forGuest
                versionNumber={document.versionNumber}
                versionSha256={document.versionSha256}
                errors={refused?.errors}
                values={refused?.values}
              />
            ))
          : null}
      </div>
      {document.guest && document.remarks.length > 0 ? (
        <section aria-labelledby="guest-remarks" className="lg:col-start-2">
          <h2 id="guest-remarks" className="mb-4 text-lg font-semibold">
            {t('remarks.title')}
          </h2>
          <RemarkList remarks={document.remarks} versionSha256={document.versionSha256} mayAnswer={false} />
        </section>
      ) : null}
    </div>
  );
}

function ExtractLink({ documentId }: { documentId: string }) {
  const t = useMessages();
  return (
    <p className="no-print mt-4">
      <LinkButton to={`/documents/${documentId}/extract`} look="secondary">
        {t('extract.open')}
      </LinkButton>
    </p>
  );
}

/** The sheet of decisions and the summary of remarks, made anew at each call. */
function RoutePapers({ documentId }: { documentId: string }) {
  const t = useMessages();
  const papers = [
    { file: 'sheet.pdf', text: t('routing.paper.sheet', { format: 'PDF' }) },
    { file: 'sheet.docx', text: t('routing.paper.sheet', { format: 'DOCX' }) },
    { file: 'remarks.pdf', text: t('routing.paper.remarks', { format: 'PDF' }) },
    { file: 'remarks.docx', text: t('routing.paper.remarks', { format: 'DOCX' }) },
  ];
  return (
    <p className="no-print mb-4 flex flex-wrap gap-x-5">
      {papers.map(({ file, text }) => (
        <a
          key={file}
          href={`/documents/${documentId}/route/${file}`}
          className="inline-flex min-h-11 items-center"
        >
          {text}
        </a>
      ))}
    </p>
  );
}

function RouteTab({ document, refused }: { document: DocumentView; refused: RefusedForm | null }) {
  const t = useMessages();
  return (
    <div className="grid grid-cols-1 max-w-[56rem] gap-8">
      {document.can.decide.map((task) => (
        <DecisionForm
          key={`${task.stepId} ${task.assigneeKey}`}
          {...task}
          versionNumber={document.versionNumber}
          versionSha256={document.versionSha256}
          errors={refused?.errors}
          values={refused?.values}
        />
      ))}
      <section aria-labelledby="route-title">
        <h2 id="route-title" className="mb-4 text-lg font-semibold">
          {t('route.title')}
        </h2>
        <p className="no-print mb-4">
          <LinkButton to={`/documents/${document.id}/route`} icon="approvals">
            {t(
              document.can.submit
                ? 'routing.preview.open'
                : document.can.steer
                  ? 'routing.steer.open'
                  : 'routing.open',
            )}
          </LinkButton>
        </p>
        {document.route.status === 'none' ? null : <RoutePapers documentId={document.id} />}
        <RouteTimeline route={document.route} documentId={document.id} />
      </section>
      {document.remarks.length > 0 ? (
        <section aria-labelledby="remarks-title">
          <h2 id="remarks-title" className="mb-4 text-lg font-semibold">
            {t('remarks.title')}
          </h2>
          <RemarkList
            remarks={document.remarks}
            versionSha256={document.versionSha256}
            mayAnswer={document.next.name === 'revise' && document.next.enabled}
          />
        </section>
      ) : null}
    </div>
  );
}
