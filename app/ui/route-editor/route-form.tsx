// The editor's form: every button submits the whole of it, so it works without a script. With one, the cards change at
// once, what stands beside them (diagram, findings, YAML) follows, and the focus goes to what the button made.
import { Form } from '@remix-run/react';
import { Button } from '../button';
import { CsrfInput } from '../csrf';
import { Disclosure } from '../disclosure';
import { Select, TextArea, TextField } from '../fields';
import { useMessages } from '../messages/messages-context';
import { DiagramList } from './diagram-list';
import type { RouteEditorData } from './editor-types';
import { Findings } from './findings';
import { Simulator } from './simulator';
import { StepCard } from './step-card';
import { useDraft } from './use-draft';

/** Draw it with a key of the route. */
export function RouteForm({ data: given }: { data: RouteEditorData }) {
  const t = useMessages();
  const { form, draft, edit, keyOf, beside, onChange, onSubmit } = useDraft(given);
  const { view } = beside;
  const sound = !view.problems.some(({ severity }) => severity === 'error');
  return (
    <Form
      ref={form}
      method="post"
      preventScrollReset
      noValidate
      onChange={onChange}
      onSubmit={onSubmit}
      className="grid gap-6"
    >
      <CsrfInput />
      <input type="hidden" name="base" value={given.base} />
      {/* Enter in a field presses the first button of a form: it must not be «Убрать шаг». */}
      <button type="submit" name="do" value="check" tabIndex={-1} aria-hidden="true" className="sr-only">
        {t('routes.check')}
      </button>
      <Findings data={beside} sound={sound} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6 lg:col-start-1 lg:row-start-1">
          <Head draft={draft} choices={given.choices} />
          <section aria-labelledby="steps" className="grid gap-4">
            <h2 id="steps" className="text-lg font-semibold">
              {t('routes.steps.title')}
            </h2>
            <ol className="grid gap-4">
              {draft.steps.map((step, index) => (
                <StepCard
                  key={keyOf(step.id)}
                  draft={draft}
                  view={view}
                  index={index}
                  choices={given.choices}
                  edit={edit}
                />
              ))}
            </ol>
            <div>
              <Button id="add-step" name="do" value="add-step" icon="plus">
                {t('routes.step.add')}
              </Button>
            </div>
          </section>
          <Simulator data={beside} isSound={sound} />
          <Disclosure summary={t('routes.yaml')} summaryClassName="font-medium text-accent">
            <p className="mb-2 text-sm text-ink-soft">{t('routes.yaml.text')}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
            <pre tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-sheet p-3 text-sm">
              {view.yaml}
            </pre>
          </Disclosure>
          <div className="flex flex-wrap gap-3 border-t border-line pt-4">
            <Button look="primary" name="do" value="save">
              {t('routes.save')}
            </Button>
            <Button name="do" value="check">
              {t('routes.check')}
            </Button>
            <Button name="do" value="copy">
              {t('routes.copy')}
            </Button>
          </div>
        </div>
        <div className="lg:sticky lg:col-start-2 lg:row-start-1 lg:top-4 lg:max-h-[calc(100vh-2rem)] lg:overflow-y-auto">
          <DiagramList diagram={view.diagram} />
        </div>
      </div>
    </Form>
  );
}

function Head({ draft, choices }: Pick<RouteEditorData, 'draft' | 'choices'>) {
  const t = useMessages();
  const optional = [{ value: '', label: t('routes.nobody') }, ...choices.roles];
  return (
    <section aria-labelledby="head" className="grid gap-4">
      <h2 id="head" className="text-lg font-semibold">
        {t('routes.head')}
      </h2>
      <TextField
        label={t('routes.field.title')}
        name="draft.title"
        defaultValue={draft.title}
        maxLength={300}
      />
      <TextArea
        label={t('routes.field.note')}
        name="draft.note"
        defaultValue={draft.note}
        rows={2}
        maxLength={1000}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={t('routes.field.submit')}
          name="draft.submit"
          defaultValue={draft.submit}
          options={choices.roles}
        />
        <Select
          label={t('routes.field.adopt')}
          name="draft.adopt"
          defaultValue={draft.adopt}
          options={optional}
        />
        <Select
          label={t('routes.field.publish')}
          name="draft.publish"
          defaultValue={draft.publish}
          options={optional}
        />
      </div>
    </section>
  );
}
