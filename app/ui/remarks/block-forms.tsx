import { Link, useSearchParams } from '@remix-run/react';
import type { RemarksView } from '~/modules/documents';
import { Button } from '../button';
import { Disclosure } from '../disclosure';
import { Select, TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { PostForm } from './post-form';
import { hrefOf } from './remarks-address';
import { errorsIn, type RemarksRefusal, typedIn } from './remarks-refusal';

interface BlockFormsProps {
  view: RemarksView;
  refused: RemarksRefusal | null;
}

/** The open form at a point: a remark, or one's own wording of it. */
export function BlockForms({ view, refused }: BlockFormsProps) {
  const t = useMessages();
  const form = useSearchParams()[0].get('form');
  if (!view.target || (form !== 'remark' && form !== 'suggest')) return null;
  const point = view.target.label || t('remarks.block.unnumbered');
  return (
    <section
      aria-label={t(`remarks.form.${form}`, { point })}
      className="my-2 rounded-md border border-line-strong bg-sheet p-4 font-sans"
    >
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{t(`remarks.form.${form}`, { point })}</h3>
        <Link
          to={hrefOf(view.filter, { block: '' })}
          preventScrollReset
          className="inline-flex min-h-11 items-center"
        >
          {t('remarks.form.close')}
        </Link>
      </div>
      {form === 'remark' ? (
        <RemarkForm block={view.target.block} refused={refused} />
      ) : (
        <SuggestForms view={view} refused={refused} />
      )}
    </section>
  );
}

export function RemarkForm({ block, refused }: { block: string | null; refused: RemarksRefusal | null }) {
  const t = useMessages();
  return (
    <PostForm intent="remark">
      {block === null ? null : (
        <>
          <input type="hidden" name="block" value={block} />
          <TextField
            name="quote"
            label={t('remarks.form.quote')}
            hint={t('remarks.form.quote.hint')}
            maxLength={2000}
            defaultValue={typedIn(refused, 'remark', 'quote')}
            errors={errorsIn(refused, 'remark', 'quote')}
          />
        </>
      )}
      <TextArea
        name="text"
        label={t('remarks.form.text')}
        required
        rows={4}
        maxLength={20_000}
        defaultValue={typedIn(refused, 'remark', 'text')}
        errors={errorsIn(refused, 'remark', 'text')}
      />
      <div>
        <Button look="primary">{t('remarks.form.send')}</Button>
      </div>
    </PostForm>
  );
}

function SuggestForms({ view, refused }: BlockFormsProps) {
  const t = useMessages();
  if (!view.target) return null;
  const { block, text, onlyWords } = view.target;
  const typed = (change: string, name: string) =>
    refused?.values.change === change ? typedIn(refused, 'suggest', name) : undefined;
  const hidden = (change: string) => (
    <>
      <input type="hidden" name="change" value={change} />
      <input type="hidden" name="block" value={block} />
      <input type="hidden" name="baseSha256" value={view.version.sha256} />
    </>
  );
  return (
    <div className="grid grid-cols-1 gap-2">
      <PostForm intent="suggest">
        {hidden('rewrite')}
        <TextArea
          name="text"
          label={t('remarks.suggest.rewrite')}
          hint={t(onlyWords ? 'remarks.suggest.onlyWords' : 'remarks.suggest.rewrite.hint')}
          required
          rows={Math.min(14, Math.max(4, Math.ceil(text.length / 60) + text.split('\n').length))}
          defaultValue={typed('rewrite', 'text') ?? text}
        />
        <TextField
          name="comment"
          label={t('remarks.suggest.comment')}
          maxLength={5000}
          defaultValue={typed('rewrite', 'comment')}
        />
        <div>
          <Button look="primary">{t('remarks.suggest.send')}</Button>
        </div>
      </PostForm>
      <Disclosure summary={t('remarks.suggest.insert')}>
        <PostForm intent="suggest">
          {hidden('insert')}
          <TextArea
            name="text"
            label={t('remarks.suggest.insert.text')}
            required
            rows={3}
            defaultValue={typed('insert', 'text')}
          />
          <div>
            <Button>{t('remarks.suggest.insert.send')}</Button>
          </div>
        </PostForm>
      </Disclosure>
      <Disclosure summary={t('remarks.suggest.delete')}>
        <PostForm intent="suggest">
          {hidden('delete')}
          <TextField name="comment" label={t('remarks.suggest.delete.why')} maxLength={5000} />
          <div>
            <Button>{t('remarks.suggest.delete.send')}</Button>
          </div>
        </PostForm>
      </Disclosure>
      <Disclosure summary={t('remarks.suggest.move')}>
        <PostForm intent="suggest">
          {hidden('move')}
          <Select name="after" label={t('remarks.suggest.move.after')} options={placesOf(view, block)} />
          <div>
            <Button>{t('remarks.suggest.move.send')}</Button>
          </div>
        </PostForm>
      </Disclosure>
    </div>
  );
}

function placesOf(view: RemarksView, block: string) {
  return view.blocks
    .filter(({ id, mark }) => id !== block && mark !== 'ins')
    .map(({ id, number, lines }) => {
      const words = (lines[0] ?? []).map(({ text }) => text).join('');
      return { value: id, label: `${number} ${words.length > 50 ? `${words.slice(0, 50)}…` : words}`.trim() };
    });
}
