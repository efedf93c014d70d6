// Fetches the working copy beside the page: the browser begins at once (preload), and a long text is parsed as plain
// JSON instead of travelling inside the page.
import { useEffect, useState } from 'react';
import type { DraftUpdate, EditingView } from '~/modules/documents';
import type { OpenedDraft } from '~/ui/drafting';
import { EditPage } from '~/ui/editor/edit-page';
import { EditWithSession } from './edit-with-session';

type Fetched = DraftUpdate & { csrf: string };
interface Opened {
  draft: OpenedDraft;
  csrf: string;
  editable: boolean;
}

async function fetchDraft(address: string): Promise<Opened> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}`);
  const { body, sha256, revision, conflicts, changes, csrf, editable } = (await answer.json()) as Fetched;
  return {
    draft: { body: body as OpenedDraft['body'], sha256, revision, conflicts, changes },
    csrf,
    editable,
  };
}

export function OpenDraft({ view, userId }: { view: EditingView; userId: string }) {
  const address = `/documents/${view.head.id}/draft`;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failed, setFailed] = useState(false);
  const { revise } = view.head.can;
  useEffect(() => {
    if (!revise) return;
    let gone = false;
    fetchDraft(address).then(
      (draft) => !gone && setOpened(draft),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [address, revise]);
  return (
    <>
      {revise ? <link rel="preload" as="fetch" href={address} crossOrigin="anonymous" /> : null}
      {opened ? (
        <EditWithSession view={view} userId={userId} {...opened} />
      ) : (
        <EditPage view={view} failed={failed} />
      )}
    </>
  );
}
