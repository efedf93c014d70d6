// The page of editing: who may edit sees the first sheet at once and the editor as soon as its part of the program has
// come; without JavaScript the page says so and shows the other ways.
import { Link } from '@remix-run/react';
import { Component, lazy, type ReactNode, type Ref, Suspense, useMemo, useSyncExternalStore } from 'react';
import type { DocumentBody, EditingView } from '~/modules/documents';
import { LinkButton } from '../button';
import { Paper } from '../document/paper';
import { Notice } from '../feedback';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';
import { StateBadge } from '../state-badge';
import type { DocumentEditorHandle, DocumentEditorProps } from './editor-types';
import { FieldsPanel } from './parts/fields-panel';

const load = () => import('./document-editor').then((module) => ({ default: module.DocumentEditor }));
const LazyEditor = lazy(load);
// The browser begins to fetch it while the page is still being read.
if (typeof document !== 'undefined') void load();

const never = () => () => {};
/** False on the server and while the page takes over, true from then on. */
const useInBrowser = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

interface EditPageProps {
  view: EditingView;
  /** The text could not be fetched. */
  failed?: boolean;
  /** Absent while the text is on its way. */
  initial?: DocumentBody;
  editor?: Ref<DocumentEditorHandle>;
  /** Everything of the editor that the session of drafting and other parts bring. */
  bring?: Pick<DocumentEditorProps, 'editable'> & Partial<DocumentEditorProps>;
  /** Above the text: conflicts, connection. */
  notices?: ReactNode;
}

export function EditPage({ view, failed = false, initial, editor, bring, notices }: EditPageProps) {
  const inBrowser = useInBrowser();
  const { head } = view;
  const t = useMessages();
  const own = useMemo(
    () => ({
      id: 'fields',
      label: t('editor.panel.fields'),
      render: () => <FieldsPanel view={view} />,
    }),
    [t, view],
  );
  const sheet = <FirstSheet view={view} />;
  return (
    <>
      <EditHeader view={view} />
      {head.can.revise ? (
        <>
          <WithoutScript id={head.id} />
          {notices}
          {failed ? <Notice tone="danger">{t('editor.failed')}</Notice> : null}
          {inBrowser && initial && bring ? (
            <EditorGuard fallback={<Notice tone="danger">{t('editor.failed')}</Notice>}>
              <Suspense fallback={sheet}>
                <LazyEditor
                  ref={editor ?? null}
                  initial={initial}
                  values={view.fields}
                  fieldChoices={view.fieldChoices}
                  {...bring}
                  panels={[own, ...(bring.panels ?? [])]}
                />
              </Suspense>
            </EditorGuard>
          ) : (
            sheet
          )}
        </>
      ) : (
        <>
          <Notice tone="info">{t('editor.closed', { state: head.stateWord })}</Notice>
          {sheet}
        </>
      )}
    </>
  );
}

function EditHeader({ view: { head } }: { view: EditingView }) {
  const t = useMessages();
  return (
    <header className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
      <Link
        to={`/documents/${head.id}`}
        aria-label={t('editor.done')}
        className="inline-flex min-h-11 min-w-11 items-center gap-2"
      >
        <Icon name="back" />
        <span>{t('editor.done')}</span>
      </Link>
      <h1 className="line-clamp-2 min-w-0 flex-[1_1_16rem] text-lg font-semibold">{head.title}</h1>
      <StateBadge state={head.state} word={head.stateWord} />
    </header>
  );
}

function FirstSheet({ view }: { view: EditingView }) {
  const t = useMessages();
  return (
    <div className="editor-first">
      {view.head.can.revise ? (
        <p role="status" className="mb-2 text-sm text-ink-soft noscript:hidden">
          {t('editor.loading')}
        </p>
      ) : null}
      <Paper html={view.paperHtml} label={t('document.textOf')} />
    </div>
  );
}

function WithoutScript({ id }: { id: string }) {
  const t = useMessages();
  const at = `/documents/${id}`;
  return (
    <div className="hidden noscript:block">
      <div className="mb-4 grid gap-3">
        <Notice tone="info">{t('editor.noScript')}</Notice>
        <p className="flex flex-wrap gap-2">
          <LinkButton to={`${at}/fields`} prefetch="none">
            {t('editor.noScript.fields')}
          </LinkButton>
          <LinkButton to={at} prefetch="none">
            {t('editor.noScript.read')}
          </LinkButton>
          <LinkButton to={`${at}?tab=files`} prefetch="none">
            {t('editor.noScript.files')}
          </LinkButton>
        </p>
      </div>
    </div>
  );
}

/** A part of the program that does not come (connection, a new release) must not take the page away. */
class EditorGuard extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
