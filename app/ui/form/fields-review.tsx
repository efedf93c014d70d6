// What saving the fields would change, before it is done: points with their words struck out and added, conflicts side
// by side for choice. Stands inside the form, so its buttons send the form as it is.
import { Children, type ReactNode, useEffect, useRef } from 'react';
import type { FieldsReviewView } from '~/modules/documents';
import { Button } from '../button';
import { useMessages } from '../messages/messages-context';

interface FieldsReviewProps {
  review: FieldsReviewView;
  busy: boolean;
}

export function FieldsReview({ review, busy }: FieldsReviewProps) {
  const t = useMessages();
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer takes the focus
  useEffect(() => box.current?.focus(), [review]);
  const nothing =
    review.changedFields.length === 0 && review.changes.length === 0 && review.conflicts.length === 0;
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="fields-review"
      className="rounded-md border border-line-strong bg-sheet p-4 md:p-5"
    >
      <h2 id="fields-review" className="text-lg font-semibold">
        {t(review.mode === 'rebuild' ? 'fields.review.rebuild' : 'fields.review.values')}
      </h2>
      {nothing ? (
        <p className="mt-1">{t('fields.review.nothing')}</p>
      ) : (
        <p className="mt-1 text-ink-soft">
          {review.changedFields.length > 0
            ? t('fields.review.fields', { list: review.changedFields.join(', ') })
            : t('fields.review.sameFields')}
        </p>
      )}
      <Changes review={review} />
      <Conflicts conflicts={review.conflicts} />
      {nothing ? null : (
        <p className="mt-4">
          <Button
            look="primary"
            name="intent"
            value={review.mode === 'rebuild' ? 'rebuild-save' : 'save'}
            isDisabled={busy}
          >
            {t(review.mode === 'rebuild' ? 'fields.rebuild.apply' : 'fields.apply')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Changes({ review }: { review: FieldsReviewView }) {
  const t = useMessages();
  if (review.changes.length === 0) {
    if (review.changedFields.length === 0 || review.mode === 'rebuild') return null;
    return (
      <p className="mt-3">
        {t(review.mayRebuild ? 'fields.review.noText' : 'fields.review.noText.imported')}
      </p>
    );
  }
  return (
    <>
      <h3 className="mt-4 font-medium">{t('fields.review.changes', { count: review.changes.length })}</h3>
      <ul className="mt-2 grid grid-cols-1 gap-3">
        {review.changes.map((change) => (
          <li key={change.blockId} className="border-l-2 border-line pl-3">
            <p className="text-sm text-ink-soft">
              {change.kinds.map((kind) => t(`fields.change.${kind}`)).join(', ')}
              {change.number ? ` · ${change.number}` : ''}
            </p>
            <p className="whitespace-pre-line">
              {Children.toArray(change.words.map((word) => drawWord(word)))}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Legible without colours: removed words are struck out, added ones underlined. */
function drawWord({ kind, text }: FieldsReviewView['changes'][number]['words'][number]): ReactNode {
  if (kind === 'added') return <ins className="bg-success-soft">{text}</ins>;
  if (kind === 'removed') return <del className="bg-danger-soft">{text}</del>;
  return text;
}

function Conflicts({ conflicts }: { conflicts: FieldsReviewView['conflicts'] }) {
  const t = useMessages();
  if (conflicts.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-medium">{t('fields.conflicts', { count: conflicts.length })}</h3>
      <p className="text-ink-soft">{t('fields.conflicts.text')}</p>
      <ul className="mt-2 grid grid-cols-1 gap-4">
        {conflicts.map((conflict) => (
          <li key={conflict.key}>
            <Conflict conflict={conflict} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Conflict({ conflict }: { conflict: FieldsReviewView['conflicts'][number] }) {
  const t = useMessages();
  const words = (text: string | null) =>
    text === null ? t('fields.conflict.removed') : text === '' ? t('fields.conflict.place') : text;
  const sides = [
    { side: 'left', label: t('fields.conflict.current'), text: words(conflict.current) },
    { side: 'right', label: t('fields.conflict.made'), text: words(conflict.made) },
  ];
  return (
    <fieldset className="grid gap-3 md:grid-cols-2">
      <legend className="mb-1">
        {conflict.number ? t('fields.conflict.at', { number: conflict.number }) : t('fields.conflict.block')}
      </legend>
      {sides.map(({ side, label, text }) => (
        <label
          key={side}
          className="flex cursor-pointer gap-3 rounded-md border border-line-strong p-3 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={`choice:${conflict.key}`}
            value={side}
            defaultChecked={side === 'left'}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block text-sm text-ink-soft">{label}</span>
            <span className="whitespace-pre-line">{text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
