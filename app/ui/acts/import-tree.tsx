import { Form } from '@remix-run/react';
import type { LineFix } from '~/modules/knowledge';
import { Button, buttonClass } from '../button';
import { CsrfInput } from '../csrf';
import type { RefusedForm } from '../document/refused-form';
import { FormErrors } from '../feedback';
import { controlClass } from '../field';
import type { MessageKey } from '../messages';
import { useMessages } from '../messages/messages-context';

interface PreviewRow {
  readonly path: string;
  readonly level: string;
  readonly label: string;
  readonly words: string;
  readonly notes: number;
  readonly lapsed: boolean;
  readonly line: number;
  /** Further lines of the file that are a part of this unit. */
  readonly lines: readonly { readonly line: number; readonly words: string }[];
}
interface ImportTreeProps {
  provisions: readonly PreviewRow[];
  doubts: readonly { rule: string; line: number; path: string; text: string }[];
  fixes: readonly LineFix[];
  page: number;
  pages: number;
  /** A correction that was not taken. */
  refused: RefusedForm | null;
}

/** The tree as it was understood, with what was doubtful first; every line can be put right. */
export function ImportTree({ provisions, doubts, fixes, page, pages, refused }: ImportTreeProps) {
  const t = useMessages();
  const fixed = countByLine(fixes);
  const doubtful = new Map(doubts.map((doubt) => [doubt.line, doubt]));
  return (
    <section aria-labelledby="tree-title" className="min-w-0">
      <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
      {doubts.length > 0 ? (
        <details
          className="mb-4 rounded-md border border-warning bg-warning-soft px-4"
          open={doubts.length < 12}
        >
          <summary className="flex min-h-11 cursor-pointer items-center font-medium">
            {t('acts.import.doubts', { count: doubts.length })}
          </summary>
          <ul className="pb-3">
            {doubts.slice(0, 100).map((doubt) => (
              <li key={`${doubt.line} ${doubt.rule}`}>
                <a href={`#line-${doubt.line}`} className="inline-flex min-h-11 items-center">
                  {t('acts.import.line', { line: doubt.line })}
                </a>{' '}
                {t(DOUBTS[doubt.rule] ?? 'acts.doubt.other')}: {doubt.text}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <h2 id="tree-title" className="mb-2 text-lg font-semibold">
        {t('acts.import.tree')}
      </h2>
      <ol>
        {provisions.map((row) => (
          <li
            key={row.path}
            id={`line-${row.line}`}
            className={`border-b border-line py-2 ${doubtful.has(row.line) ? 'bg-warning-soft' : ''}`}
            style={{ paddingInlineStart: `${Math.min(row.path.split('/').length - 1, 4) * 1.25}rem` }}
          >
            <p>
              <span className="text-sm text-ink-soft">{row.path}</span>{' '}
              <strong className="font-medium">{row.label}</strong> {row.words}
              {row.lapsed ? <span className="text-sm text-ink-soft"> ({t('acts.lapsed')})</span> : null}
            </p>
            <FixForm line={row.line} page={page} fixed={fixed.get(row.line) ?? 0} refused={refused} />
            {row.lines.length > 0 ? (
              <FurtherLines lines={row.lines} fixed={fixed} page={page} refused={refused} />
            ) : null}
          </li>
        ))}
      </ol>
      {pages > 1 ? (
        <nav aria-label={t('list.pages')} className="mt-4 flex items-center gap-4">
          {page > 1 ? <a href={`?page=${page - 1}`}>{t('list.previous')}</a> : null}
          <span>{t('list.page', { page, pages })}</span>
          {page < pages ? <a href={`?page=${page + 1}`}>{t('list.next')}</a> : null}
        </nav>
      ) : null}
    </section>
  );
}

function countByLine(fixes: readonly LineFix[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { line } of fixes) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

const DOUBTS: Readonly<Record<string, MessageKey>> = {
  'repeated-number': 'acts.doubt.repeated',
  'number-goes-back': 'acts.doubt.back',
  'number-skipped': 'acts.doubt.skipped',
  'look-alike-letters': 'acts.doubt.letters',
  'unreadable-sign': 'acts.doubt.sign',
  'level-skipped': 'acts.doubt.level',
};

interface FurtherLinesProps {
  lines: PreviewRow['lines'];
  fixed: ReadonlyMap<number, number>;
  page: number;
  refused: RefusedForm | null;
}

/** A heading that was not recognised hides among the lines of the unit before it. */
function FurtherLines({ lines, fixed, page, refused }: FurtherLinesProps) {
  const t = useMessages();
  const isOpen = lines.some(({ line }) => fixed.has(line) || refused?.values.line === String(line));
  return (
    <details className="text-sm" open={isOpen}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent">
        {t('acts.import.lines', { count: lines.length })}
      </summary>
      <ul className="border-l-2 border-line pl-3">
        {lines.map(({ line, words }) => (
          <li key={line} id={`line-${line}`}>
            <p>
              <span className="text-ink-soft">{t('acts.import.line', { line })}:</span> {words}
            </p>
            <FixForm line={line} page={page} fixed={fixed.get(line) ?? 0} refused={refused} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const CHOICES = [
  ...(['paragraph', 'join', 'split', 'note'] as const),
  ...(['razd', 'gl', 'par', 'st', 'dot', 'bracket', 'letter', 'pril', 'utv'] as const),
];

interface FixFormProps {
  line: number;
  page: number;
  /** How many corrections the line has. */
  fixed: number;
  refused: RefusedForm | null;
}

function FixForm({ line, page, fixed, refused }: FixFormProps) {
  const t = useMessages();
  const typed = refused?.values.line === String(line) ? refused.values : null;
  const value = (name: string) => (typeof typed?.[name] === 'string' ? typed[name] : undefined);
  return (
    // Closed again when the correction was taken: the next line is what matters then.
    <details key={fixed} className="text-sm" open={typed !== null}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent">
        {fixed > 0 ? t('acts.import.fix.again') : t('acts.import.fix')}
      </summary>
      <Form method="post" className="flex flex-wrap items-end gap-3 pb-3">
        <CsrfInput />
        <input type="hidden" name="line" value={line} />
        <input type="hidden" name="page" value={page} />
        <label>
          <span className="mb-1 block">{t('acts.import.fix.what')}</span>
          <select name="what" className={controlClass} defaultValue={value('what')}>
            {CHOICES.map((what) => (
              <option key={what} value={what}>
                {t(`acts.fix.${what}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="mb-1 block">{t('acts.import.fix.number')}</span>
          <input name="n" className={controlClass} size={6} maxLength={20} defaultValue={value('n')} />
        </label>
        <label className="min-w-0 flex-[1_1_16rem]">
          <span className="mb-1 block">{t('acts.import.fix.words')}</span>
          <input name="words" className={controlClass} maxLength={400} defaultValue={value('words')} />
        </label>
        <button type="submit" name="intent" value="fix" className={buttonClass('secondary')}>
          {t('acts.import.fix.do')}
        </button>
        {fixed > 0 ? (
          <Button look="quiet" name="intent" value="unfix">
            {t('acts.import.fix.undo')}
          </Button>
        ) : null}
      </Form>
    </details>
  );
}
