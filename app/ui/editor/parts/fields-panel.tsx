// Values of the document's fields beside the text, and the way to the form that changes them.
import type { EditingView } from '~/modules/documents';
import { fieldResolver } from '~/modules/documents';
import { LinkButton } from '../../button';
import { useMessages } from '../../messages/messages-context';

export function FieldsPanel({ view }: { view: EditingView }) {
  const t = useMessages();
  const value = fieldResolver(view.fields);
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-sm text-ink-soft">{t('editor.panel.fields.text')}</p>
      <div>
        <LinkButton to={`/documents/${view.head.id}/fields`} icon="pen" prefetch="none">
          {t('editor.panel.fields.open')}
        </LinkButton>
      </div>
      <dl className="grid grid-cols-1 gap-2">
        {view.fieldChoices.map(({ path, label, format }) => (
          <div key={path}>
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="line-clamp-3">{value(path, format) || t('editor.panel.fields.none')}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
