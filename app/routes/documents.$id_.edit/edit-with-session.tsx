// Joins the editor with its neighbours: saving and other people (drafting), remarks, the PDF.
import { useSearchParams } from '@remix-run/react';
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import type { EditingView } from '~/modules/documents';
import { CheckPanel } from '~/ui/checks/check-panel';
import {
  ConflictList,
  DuplicatesPanel,
  type OpenedDraft,
  PresenceLine,
  SectionBar,
  type SessionEditor,
  SessionNotice,
  SessionWords,
  sectionEditor,
  sectionOf,
  useDraftSession,
} from '~/ui/drafting';
import { EditPage } from '~/ui/editor/edit-page';
import type { DocumentEditorHandle } from '~/ui/editor/editor-types';
import { SaveVersionButton } from '~/ui/editor/save-version-button';
import { useMessages } from '~/ui/messages/messages-context';
import { RemarkPanel } from '~/ui/remarks/remark-panel';

interface EditWithSessionProps {
  view: EditingView;
  userId: string;
  draft: OpenedDraft;
  csrf: string;
  editable: boolean;
}

export function EditWithSession({ view, userId, draft, csrf, editable }: EditWithSessionProps) {
  const t = useMessages();
  const { id, title } = view.head;
  const editor = useRef<DocumentEditorHandle>(null);
  const section = useSearchParams()[0].get('section');
  const part = useMemo(() => (section ? sectionOf(draft.body, section) : null), [draft.body, section]);
  // One section in the editor, the whole text in the session.
  const whole = useRef(part && section ? sectionEditor(draft.body, section, () => editor.current) : null);
  const port = (whole.current ? whole : editor) as RefObject<SessionEditor | null>;
  const session = useDraftSession({ documentId: id, userId, csrf, opened: draft, editor: port });
  const [blockId, setBlockId] = useState<string | null>(null);
  const onFocusBlock = useCallback(
    (block: string | null) => {
      setBlockId(block);
      session.focus(block);
    },
    [session.focus],
  );
  const { presence } = session;
  const decorations = useMemo(
    () => ({
      remarks: view.remarkCounts,
      suggestions: view.suggestionCounts,
      presence: namesByBlock(presence),
    }),
    [view.remarkCounts, view.suggestionCounts, presence],
  );
  const { savedAt } = session.status;
  const body = useCallback(() => port.current?.getBody() ?? draft.body, [port, draft.body]);
  const panels = useMemo(
    () => [
      {
        id: 'remarks',
        label: t('document.tab.remarks'),
        render: () => <RemarkPanel documentId={id} blockId={blockId} />,
      },
      {
        id: 'checks',
        label: t('document.tab.checks'),
        render: () => (
          <CheckPanel
            documentId={id}
            blockId={blockId}
            revision={savedAt}
            onReveal={(block) => editor.current?.revealBlock(block)}
          />
        ),
      },
      {
        id: 'duplicates',
        label: t('drafting.duplicates'),
        render: () => <DuplicatesPanel read={body} onShow={(block) => editor.current?.revealBlock(block)} />,
      },
    ],
    [t, id, blockId, savedAt, body],
  );
  const preview = () => {
    session.flush();
    window.open(`/documents/${id}/draft.pdf`, '_blank', 'noopener');
  };
  return (
    <EditPage
      view={view}
      initial={part ?? draft.body}
      editor={editor}
      notices={
        <>
          <SectionBar
            documentId={id}
            body={draft.body}
            own={view.ownSections}
            current={part ? section : null}
          />
          <SessionNotice
            status={session.status}
            restored={session.restored}
            onRetry={session.flush}
            ownText={session.ownText}
            fileName={title}
          />
          {session.conflicts.length > 0 ? (
            <ConflictList
              body={body()}
              conflicts={session.conflicts}
              onChoose={session.resolve}
              onShow={(block) => editor.current?.revealBlock(block)}
            />
          ) : null}
        </>
      }
      bring={{
        editable,
        onTouch: session.change,
        onFocusBlock,
        onMark: setBlockId,
        onPreview: preview,
        decorations,
        panels,
        status: (
          <>
            <PresenceLine presence={presence} body={presence.length > 0 ? body() : draft.body} />
            <SessionWords status={session.status} />
            <SaveVersionButton documentId={id} status={session.status.kind} flush={session.flush} />
          </>
        ),
      }}
    />
  );
}

function namesByBlock(presence: readonly { name: string; at: string | null }[]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const { name, at } of presence) if (at !== null) names[at] = [...(names[at] ?? []), name];
  return names;
}
