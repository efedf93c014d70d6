// When, who and what kind of action: the task of a point.
import { useState } from 'react';
import type { Due } from '~/modules/documents';
import { Select, TextArea, TextField } from '../../fields';
import type { MessageKey } from '../../messages';
import { useMessages } from '../../messages/messages-context';
import type { ItemTask } from '../commands/attributes';
import { EditorDialog } from './editor-dialog';

const KINDS = ['none', 'date', 'period', 'frequency', 'event', 'constantly'] as const;
type Kind = (typeof KINDS)[number];
const VERBS = ['recommend', 'ask', 'instruct', 'decide', 'support', 'inform'] as const;

interface DueForm {
  kind: Kind;
  date: string;
  from: string;
  to: string;
  text: string;
}

function formOf(due: Due | null): DueForm {
  const empty = { date: '', from: '', to: '', text: '' };
  if (due === null) return { ...empty, kind: 'none' };
  return { ...empty, ...due } as DueForm;
}

/** The due of a form, or the message that tells what is missing. */
export function dueOf(form: DueForm): { due: Due | null } | { error: MessageKey } {
  const missing = { error: 'editor.task.missing' } as const;
  switch (form.kind) {
    case 'none':
      return { due: null };
    case 'constantly':
      return { due: { kind: 'constantly' } };
    case 'date':
      return form.date ? { due: { kind: 'date', date: form.date } } : missing;
    case 'period': {
      if (!form.to) return missing;
      if (form.from && form.from > form.to) return { error: 'editor.task.order' };
      return { due: { kind: 'period', to: form.to, ...(form.from ? { from: form.from } : {}) } };
    }
    default: {
      const text = form.text.trim();
      return text ? { due: { kind: form.kind, text } } : missing;
    }
  }
}

interface TaskDialogProps {
  initial: ItemTask;
  onApply: (task: ItemTask) => void;
  onClose: () => void;
}

export function TaskDialog({ initial, onApply, onClose }: TaskDialogProps) {
  const t = useMessages();
  const [form, setForm] = useState(() => formOf(initial.due));
  const [names, setNames] = useState(initial.responsible.join('\n'));
  const [verbKind, setVerb] = useState(initial.verbKind ?? '');
  const [error, setError] = useState<MessageKey | null>(null);
  const verbs = verbKind && !VERBS.some((verb) => verb === verbKind) ? [verbKind] : [];
  const apply = () => {
    const read = dueOf(form);
    if ('error' in read) {
      setError(read.error);
      return false;
    }
    const responsible = names
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean);
    onApply({ due: read.due, responsible, verbKind: verbKind || null });
    return true;
  };
  return (
    <EditorDialog title={t('editor.task')} onClose={onClose} onApply={apply}>
      <Select
        label={t('editor.task.kind')}
        value={form.kind}
        onChange={(event) => setForm({ ...form, kind: event.target.value as Kind })}
        options={KINDS.map((kind) => ({ value: kind, label: t(`editor.task.kind.${kind}`) }))}
        autoFocus
      />
      <DueFields form={form} onChange={setForm} error={error ? t(error) : null} />
      <TextArea
        label={t('editor.task.responsible')}
        hint={t('editor.task.responsible.hint')}
        rows={2}
        maxLength={5000}
        value={names}
        onChange={(event) => setNames(event.target.value)}
      />
      <Select
        label={t('editor.task.verb')}
        value={verbKind}
        onChange={(event) => setVerb(event.target.value)}
        options={[
          { value: '', label: t('editor.task.verb.none') },
          ...VERBS.map((verb) => ({ value: verb, label: t(`editor.task.verb.${verb}`) })),
          ...verbs.map((verb) => ({ value: verb, label: verb })),
        ]}
      />
    </EditorDialog>
  );
}

interface DueFieldsProps {
  form: DueForm;
  onChange: (form: DueForm) => void;
  error: string | null;
}

function DueFields({ form, onChange, error }: DueFieldsProps) {
  const t = useMessages();
  const errors = error ? [error] : [];
  const day = (name: 'date' | 'from' | 'to', label: string, shown: string[]) => (
    <TextField
      type="date"
      label={label}
      value={form[name]}
      onChange={(event) => onChange({ ...form, [name]: event.target.value })}
      errors={shown}
    />
  );
  switch (form.kind) {
    case 'date':
      return day('date', t('editor.task.date'), errors);
    case 'period':
      return (
        <>
          {day('from', t('editor.task.from'), [])}
          {day('to', t('editor.task.to'), errors)}
        </>
      );
    case 'frequency':
    case 'event':
      return (
        <TextField
          label={t(`editor.task.${form.kind}`)}
          hint={t(`editor.task.${form.kind}.hint`)}
          value={form.text}
          onChange={(event) => onChange({ ...form, text: event.target.value })}
          errors={errors}
          maxLength={500}
        />
      );
    default:
      return null;
  }
}
