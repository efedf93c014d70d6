// The form made from a template's fields. Works whole without scripts (every button submits); with scripts the same
// changes happen in the page. Inputs have no state of their own here, see use-guided-form.ts.
import { Form } from '@remix-run/react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import {
  ACCOUNT_FIELD,
  decidingPaths,
  type FieldMap,
  formSections,
  joinPath,
  sectionAnchor,
  type TypedMap,
  valueName,
} from '~/modules/templates';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import { Notice } from '../feedback';
import { formatMoment } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { DirectoryLists } from './directory-field';
import { ErrorSummary } from './error-summary';
import { type FormView, FormViewContext } from './form-context';
import { FormField } from './form-field';
import { FormProgress } from './form-progress';
import { ListAnnouncer } from './list-announcer';
import { clearAccount, useAccounts } from './use-accounts';
import { useGuidedForm } from './use-guided-form';
import { dropKept, useKeptForm } from './use-kept-form';

/** What the server answers to a form that goes on: refused, without scripts, or shown as paper. */
export interface FormReply {
  readonly typed: TypedMap;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly signedOut: boolean;
  /** Form paths of accounts that were taken out; see runFormStep. */
  readonly dropped?: readonly string[];
}

export interface GuidedFormProps {
  fields: FieldMap;
  typed: TypedMap;
  reply: FormReply | null;
  directory: FormView['directory'];
  /** Address of the page: the form comes back to it. */
  action: string;
  /** Names what is kept in this tab: person, template, unfinished form. */
  keptAs: string;
  /** Hidden inputs of the page. */
  hidden?: ReactNode;
  /** Buttons that send the form. */
  buttons: ReactNode;
  /** Shown beside the form, e.g. the paper; gets a way to read the form. */
  aside?: ((read: () => FormData | null, changes: number) => ReactNode) | undefined;
  children?: ReactNode;
}

const NOTHING: FormReply['errors'] = {};

export function GuidedForm(props: GuidedFormProps) {
  const { fields, reply, directory, action, keptAs } = props;
  const guided = useGuidedForm(fields, reply?.typed ?? props.typed);
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const [changes, setChanges] = useState(0);
  const kept = useKeptForm({
    key: keptAs,
    read: guided.read,
    restore: ({ at, typed }) => {
      if (reply || JSON.stringify(typed) === JSON.stringify(props.typed)) return;
      guided.show(typed);
      setRestoredAt(at);
    },
  });
  const came = useRef(reply);
  useEffect(() => {
    if (reply && reply !== came.current) {
      kept.refused();
      reply.dropped?.forEach(clearAccount);
    }
    came.current = reply;
  }, [reply, kept.refused]);

  const accounts = useAccounts(fields, directory, guided.read);
  const errors = reply?.errors ?? NOTHING;
  const { shape, following } = guided;
  const touched = () => {
    kept.touch();
    setChanges((count) => count + 1);
  };
  const view: FormView = {
    errors,
    hidden: following.hidden,
    deciding: useMemo(() => decidingPaths(fields, shape.typed), [fields, shape]),
    directory,
    dropped: accounts.dropped,
    action,
    press: (intent) => {
      guided.press(intent);
      touched();
    },
    take: (path, taken) => {
      guided.take(path, taken);
      accounts.chosen(valueName(joinPath(path.split('.').slice(0, -1).join('.'), ACCOUNT_FIELD)));
      touched();
    },
  };
  const startAnew = () => {
    dropKept(keptAs);
    guided.show(props.typed);
    setRestoredAt(null);
  };
  const sections = useMemo(() => formSections(fields), [fields]);
  const progress = <FormProgress sections={sections} progress={following.progress} errors={errors} />;
  return (
    <FormViewContext.Provider value={view}>
      <Form
        ref={guided.form}
        method="post"
        action={action}
        encType="multipart/form-data"
        noValidate
        onInput={() => {
          guided.changed(false);
          touched();
        }}
        onChange={(event) => {
          guided.changed(true);
          accounts.chosen((event.target as unknown as HTMLInputElement).name);
        }}
        onBlur={(event) => {
          if (!accounts.left((event.target as unknown as HTMLInputElement).name ?? '')) return;
          guided.changed(true);
          touched();
        }}
        onSubmit={kept.sent}
        className="grid grid-cols-1 gap-6"
      >
        <DefaultButton />
        <CsrfInput />
        {props.hidden}
        <DirectoryLists directory={directory} />
        {reply?.signedOut ? <SignedOut /> : null}
        <ErrorSummary errors={errors} />
        {restoredAt ? <Restored at={restoredAt} drop={startAnew} /> : null}
        {props.children}
        <div className="guided-form">
          <FormNav>{progress}</FormNav>
          {props.aside?.(() => (guided.form.current ? new FormData(guided.form.current) : null), changes)}
          <div className="guided-form-fields" key={shape.generation}>
            {sections.map((section) => (
              <Section
                key={section.id}
                id={section.id}
                names={section.names}
                fields={fields}
                typed={shape.typed}
              />
            ))}
            <ListAnnouncer
              fields={fields}
              done={guided.done}
              undo={(before) => {
                guided.show(before);
                guided.forget();
                touched();
              }}
            />
            {props.buttons}
          </div>
        </div>
      </Form>
    </FormViewContext.Provider>
  );
}

/** Enter in a field presses a form's first button: this one changes nothing and sends nothing away. */
function DefaultButton() {
  return (
    <button
      type="submit"
      name="intent"
      value="refresh"
      tabIndex={-1}
      aria-hidden="true"
      className="sr-only"
      onClick={(event) => event.preventDefault()}
    />
  );
}

function FormNav({ children }: { children: ReactNode }) {
  const t = useMessages();
  return (
    <nav aria-label={t('form.sections')} className="guided-form-nav no-print">
      <div className="lg:hidden">
        <Disclosure
          summary={t('form.sections')}
          icon="menu"
          className="rounded-md border border-line-strong bg-sheet px-3"
        >
          <div className="pb-2">{children}</div>
        </Disclosure>
      </div>
      <div className="hidden lg:block">{children}</div>
    </nav>
  );
}

interface SectionProps {
  id: string;
  names: readonly string[];
  fields: FieldMap;
  typed: TypedMap;
}

function Section({ id, names, fields, typed }: SectionProps) {
  const t = useMessages();
  const [first = ''] = names;
  const only = names.length === 1 ? fields[first] : undefined;
  const simple = only !== undefined && !['group', 'list', 'person', 'organisation'].includes(only.type);
  return (
    <section
      id={sectionAnchor(id)}
      aria-labelledby={`${sectionAnchor(id)}-title`}
      className="border-t border-line pt-5"
    >
      <h2 id={`${sectionAnchor(id)}-title`} className="text-lg font-semibold">
        {only?.label ?? t('form.section.several')}
        {simple && only.required ? (
          <span className="ml-2 text-sm font-normal text-ink-soft">{t('field.required')}</span>
        ) : null}
      </h2>
      <p className="mb-4 text-ink-soft">{only?.hint}</p>
      <div className="grid grid-cols-1 gap-5">
        {names.map((name) => {
          const field = fields[name];
          return field ? (
            <FormField key={name} field={field} typed={typed[name]} path={name} titled={only !== undefined} />
          ) : null;
        })}
      </div>
    </section>
  );
}

function SignedOut() {
  const t = useMessages();
  return (
    <Notice tone="warning">
      <p>{t('form.signedOut')}</p>
      <a href="/sign-in" target="_blank" rel="noreferrer" className="inline-flex min-h-11 items-center">
        {t('form.signedOut.link')}
      </a>
    </Notice>
  );
}

function Restored({ at, drop }: { at: string; drop: () => void }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <Notice tone="info">
      <p>{t('form.restored', { moment: formatMoment(at, locale) })}</p>
      <Button type="button" look="quiet" onPress={drop}>
        {t('form.restored.drop')}
      </Button>
    </Notice>
  );
}
