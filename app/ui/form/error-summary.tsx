// All errors of the form in one place above it, each a link to its field; they stand beside the fields too.
import { useEffect, useRef } from 'react';
import { controlId } from '~/modules/templates';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

interface ErrorSummaryProps {
  errors: Readonly<Record<string, readonly string[]>>;
}

export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const t = useMessages();
  const box = useRef<HTMLElement>(null);
  const whole = errors[''] ?? [];
  const fields = Object.entries(errors).filter(([path]) => path !== '');
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.focus();
  }, [errors]);
  if (whole.length + fields.length === 0) return null;
  return (
    <section
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-md border-l-4 border-danger bg-danger-soft px-4 py-3"
    >
      {fields.length > 0 ? (
        <h2 className="flex items-start gap-2 font-medium">
          <Icon name="warning" className="mt-0.5 size-5 text-danger" />
          {t('form.errors', { count: fields.length })}
        </h2>
      ) : null}
      {whole.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <ul className="mt-1 grid grid-cols-1">
        {fields.flatMap(([path, texts]) =>
          texts.map((text) => (
            <li key={`${path} ${text}`}>
              <a
                href={`#${controlId(path)}`}
                className="inline-flex min-h-11 items-center text-ink underline"
                onClick={(event) => focusField(event, path)}
              >
                {text}
              </a>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

/** A folded part opens; the control, not only its place, gets the focus. */
function focusField(event: { preventDefault: () => void }, path: string): void {
  const found = document.getElementById(controlId(path));
  if (!found) return;
  event.preventDefault();
  for (let at = found.parentElement; at; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
  found.focus();
  found.scrollIntoView({ block: 'center' });
}
