// Words of what stands beside and under a block: counts of remarks, who writes here, the task of a point.
import type { Node } from '@tiptap/pm/model';
import type { Due } from '~/modules/documents';
import { formatDate } from '~/shared/russian';
import type { Translate } from '../../messages';
import type { MarkTexts } from './editor-context';

/** Attributes of a block's element; editor.css draws them, the hint says them in words. */
export const marksOf =
  (t: Translate): MarkTexts =>
  ({ remarks, suggestions, presence, problems }, id) => {
    const attributes: Record<string, string> = {};
    const words: string[] = [];
    const add = (name: string, shown: string, text: string) => {
      attributes[`data-${name}`] = shown;
      words.push(text);
    };
    const remarkCount = remarks?.[id] ?? 0;
    const suggestionCount = suggestions?.[id] ?? 0;
    const names = presence?.[id] ?? [];
    const problem = problems?.[id];
    if (remarkCount > 0)
      add('remarks', String(remarkCount), t('editor.marks.remarks', { count: remarkCount }));
    if (suggestionCount > 0) {
      add('suggestions', String(suggestionCount), t('editor.marks.suggestions', { count: suggestionCount }));
    }
    if (names.length > 0) {
      const text = t('editor.marks.presence', { names: names.join(', ') });
      add('presence', text, text);
    }
    if (problem) add('problem', '!', problem);
    if (words.length > 0) attributes.title = words.join('; ');
    return attributes;
  };

function dueText(t: Translate, due: Due): string {
  const day = (date: string) => formatDate(date);
  switch (due.kind) {
    case 'date':
      return t('editor.task.until', { date: day(due.date) });
    case 'period':
      return due.from ? `${day(due.from)} – ${day(due.to)}` : t('editor.task.until', { date: day(due.to) });
    case 'constantly':
      return t('editor.task.always');
    default:
      return due.text;
  }
}

/** «Срок: до 1 декабря 2026 г. Ответственный: …», or ''. */
export const taskText =
  (t: Translate) =>
  (node: Node): string => {
    const due = node.attrs.due as Due | null;
    const who = (node.attrs.responsible ?? []) as string[];
    const parts = [
      due ? t('editor.task.due', { due: dueText(t, due) }) : '',
      who.length > 0 ? t('editor.task.who', { count: who.length, names: who.join(', ') }) : '',
    ];
    return parts.filter(Boolean).join(' · ');
  };
