import { useId } from 'react';
import { buttonClass } from '../button';
import { FieldError } from '../field';
import { useMessages } from '../messages/messages-context';

/** Enter the code from a paper copy; a plain GET form. */
export function VerifyForm({ code, errors = [] }: { code?: string | undefined; errors?: readonly string[] }) {
  const t = useMessages();
  const id = useId();
  return (
    <form action="/verify" className="max-w-[34rem]">
      <label htmlFor={id} className="block font-medium">
        {t('verify.code')}
      </label>
      <p id={`${id}-hint`} className="mb-1 text-sm text-ink-soft">
        {t('verify.code.hint')}
      </p>
      <div className="flex flex-wrap gap-3">
        <input
          id={id}
          name="code"
          defaultValue={code}
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
          aria-describedby={`${id}-hint ${id}-error`}
          aria-invalid={errors.length > 0 || undefined}
          className="min-h-11 min-w-0 flex-[1_1_14rem] rounded-md border border-line-strong bg-sheet px-3 py-2 font-mono text-lg tracking-wider uppercase"
        />
        <button type="submit" className={buttonClass('primary')}>
          {t('verify.submit')}
        </button>
      </div>
      <FieldError id={`${id}-error`} errors={errors} />
    </form>
  );
}
