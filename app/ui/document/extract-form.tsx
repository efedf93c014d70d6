import type { DocumentHead, ExtractView } from '~/modules/documents';
import { buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import { Notice } from '../feedback';
import { Checkbox, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { Part } from '../sharing/sharing-form';

interface ExtractFormProps {
  document: DocumentHead;
  extract: ExtractView;
  /** The form came back because nothing was chosen. */
  isEmpty: boolean;
}

/** Choosing points of an extract. A plain form: the answer is a file. */
export function ExtractForm({ document, extract, isEmpty }: ExtractFormProps) {
  const t = useMessages();
  if (!extract.possible) return <Notice tone="info">{t('extract.tooEarly')}</Notice>;
  const at = `/documents/${document.id}/extract`;
  return (
    <Part title={t('extract.title')} lead={t('extract.lead')}>
      {isEmpty ? <Notice tone="warning">{t('extract.none')}</Notice> : null}
      <form method="post" action={`${at}/extract.pdf`} className="grid max-w-[56rem] grid-cols-1 gap-5">
        <CsrfInput />
        <fieldset>
          <legend className="font-semibold">{t('extract.points')}</legend>
          {extract.points.map(({ id, label, excerpt, depth }) => (
            <div key={id} className={depth > 0 ? 'pl-6 md:pl-8' : undefined}>
              <Checkbox name="points" value={id} label={label} hint={excerpt} />
            </div>
          ))}
        </fieldset>
        <TextField
          name="storage"
          label={t('extract.storage')}
          hint={t('extract.storage.hint')}
          defaultValue={extract.storage}
          maxLength={300}
        />
        <div className="flex flex-wrap gap-3">
          <button type="submit" className={buttonClass('primary')}>
            {t('extract.make', { format: 'PDF' })}
          </button>
          <button type="submit" formAction={`${at}/extract.docx`} className={buttonClass('secondary')}>
            {t('extract.make', { format: 'DOCX' })}
          </button>
        </div>
      </form>
    </Part>
  );
}
