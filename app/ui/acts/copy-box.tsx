import type { CopyForms } from '~/modules/knowledge';
import { controlClass } from '../field';
import { useMessages } from '../messages/messages-context';

/**
 * «Скопировать…»: every form as a field that can be selected by hand; public/copy.js adds the buttons where scripts run.
 */
export function CopyBox({ copy, address }: { copy: CopyForms; address: string }) {
  const t = useMessages();
  const forms = [
    { id: 'short', label: t('acts.copy.short'), text: copy.short, rows: 1 },
    { id: 'full', label: t('acts.copy.full'), text: copy.full, rows: 2 },
    { id: 'text', label: t('acts.copy.text'), text: copy.text, rows: 4 },
    { id: 'address', label: t('acts.copy.address'), text: address, rows: 1 },
  ];
  return (
    <details className="no-print mt-8 max-w-[46rem] rounded-md border border-line bg-sheet px-4">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium">{t('acts.copy')}</summary>
      <div
        data-copy
        data-button={t('acts.copy.button')}
        data-done={t('acts.copy.done')}
        className="grid gap-4 pb-4"
      >
        {forms.map(({ id, label, text, rows }) => (
          <label key={id} className="block">
            <span className="mb-1 block text-sm">{label}</span>
            <textarea readOnly rows={rows} defaultValue={text} className={controlClass} />
          </label>
        ))}
      </div>
    </details>
  );
}
