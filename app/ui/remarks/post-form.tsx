import { Form, type useFetcher } from '@remix-run/react';
import { createContext, type ReactNode, useContext } from 'react';
import { CsrfInput } from '../csrf';

type PostingForm = ReturnType<typeof useFetcher>['Form'];

/** Where forms are sent from: the page itself (null), or a panel that must not leave the page around it. */
export const PanelFormContext = createContext<{
  Form: PostingForm;
  /** Address of the page of remarks. */
  action: string;
} | null>(null);

/** A form of remarks: token, intent, fields. */
export function PostForm({ intent, children }: { intent: string; children: ReactNode }) {
  const panel = useContext(PanelFormContext);
  const Tag: PostingForm = panel?.Form ?? Form;
  return (
    <Tag
      method="post"
      {...(panel ? { action: panel.action } : {})}
      preventScrollReset
      className="grid grid-cols-1 gap-3"
    >
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      {panel ? <input type="hidden" name="panel" value="1" /> : null}
      {children}
    </Tag>
  );
}
