// Changes of a file as new suggestions: under the name the file gives, with who brought them and how they were found.
import type { Context } from '~/shared/context';
import type { NewSuggestion } from '../commands/store-suggestions.server';
import type { FileSource, ReturnedFile } from '../remarks.schema';
import type { MappedSuggestion } from './map-file';

export const sourceOf = (file: ReturnedFile, ctx: Context, untracked: boolean): FileSource => ({
  fileSha256: file.sha256,
  fileName: file.name,
  broughtById: ctx.actor.id,
  broughtByName: ctx.actor.name,
  untracked,
});

/** An instant of a file, never later than now: clocks of strangers are set as they like. */
export function momentOf(date: string | null, ctx: Context): Date {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) || at > ctx.now().getTime() ? ctx.now() : new Date(at);
}

export const fileAuthor = (name: string) => ({
  authorId: '',
  authorName: name.trim().slice(0, 200) || 'без имени',
  organisation: '',
});

export function newSuggestionsOf(
  list: readonly MappedSuggestion[],
  file: ReturnedFile,
  ctx: Context,
): NewSuggestion[] {
  return list.map(({ op, author, date }) => ({
    op,
    at: momentOf(date, ctx),
    source: sourceOf(file, ctx, author === null),
    ...(author === null ? {} : { author: fileAuthor(author) }),
  }));
}
