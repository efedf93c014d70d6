import type { RemarksView } from '~/modules/documents';
import { buttonClass } from '../button';
import { TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { PostForm } from './post-form';
import { SuggestionCard } from './suggestion-card';

/** All suggestions shown in one form: one by one, chosen ones, or all of the filter together. */
export function SuggestionList({ view }: { view: RemarksView }) {
  const t = useMessages();
  const open = view.groups.flatMap(({ openIds }) => openIds);
  if (view.groups.length === 0) return <p className="text-ink-soft">{t('remarks.suggestions.none')}</p>;
  const canDecide = view.can.decide;
  return (
    <PostForm intent="decide">
      <ul className="grid grid-cols-1 gap-3">
        {view.groups.map((group) => (
          <SuggestionCard key={group.key} group={group} canDecide={canDecide} choosing />
        ))}
      </ul>
      {canDecide && open.length > 0 ? <Together open={open} /> : null}
    </PostForm>
  );
}

function Together({ open }: { open: readonly string[] }) {
  const t = useMessages();
  return (
    <fieldset className="no-print rounded-md border border-line-strong px-4 py-3">
      <legend className="px-1 font-semibold">{t('remarks.suggestion.together')}</legend>
      <p className="mb-2 text-sm text-ink-soft">{t('remarks.suggestion.together.help')}</p>
      <input type="hidden" name="shown" value={open.join(',')} />
      <TextField name="reason" label={t('remarks.suggestion.reason')} maxLength={5000} />
      <div className="mt-3 flex flex-wrap gap-2">
        <button type="submit" name="act" value="accepted" className={buttonClass('primary')}>
          {t('remarks.suggestion.acceptChosen')}
        </button>
        <button type="submit" name="act" value="rejected" className={buttonClass('secondary')}>
          {t('remarks.suggestion.rejectChosen')}
        </button>
        <button type="submit" name="act" value="accepted:shown" className={buttonClass('secondary')}>
          {t('remarks.suggestion.acceptShown', { count: open.length })}
        </button>
        <button type="submit" name="act" value="rejected:shown" className={buttonClass('secondary')}>
          {t('remarks.suggestion.rejectShown', { count: open.length })}
        </button>
      </div>
    </fieldset>
  );
}
