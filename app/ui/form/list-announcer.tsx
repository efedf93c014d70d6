// Says what a list button did, for those who do not see it, and gives a removed entry back.
import {
  asList,
  asMap,
  type FieldDeclaration,
  type FieldMap,
  isBlank,
  type ListField,
  type TypedMap,
} from '~/modules/templates';
import { Button } from '../button';
import { useMessages } from '../messages/messages-context';
import type { Done } from './use-guided-form';

interface ListAnnouncerProps {
  fields: FieldMap;
  done: Done | null;
  undo: (before: TypedMap) => void;
}

/** The list that a form path leads to and what it holds. */
function listAt(fields: FieldMap, typed: TypedMap, path: readonly string[]) {
  let map: FieldMap | undefined = fields;
  let at: TypedMap = typed;
  for (let i = 0; i < path.length; i++) {
    const name = path[i] ?? '';
    const field: FieldDeclaration | undefined = map?.[name];
    if (field?.type === 'group') {
      map = field.fields;
      at = asMap(at[name]);
    } else if (field?.type === 'list') {
      const entries = asList(at[name]).entries;
      const key = path[i + 1];
      if (path.length <= i + 2) return { list: field as ListField, entries, key };
      map = field.fields;
      at = asMap(entries.find((entry) => entry.key === key)?.value);
      i += 1;
    } else return null;
  }
  return null;
}

export function ListAnnouncer({ fields, done, undo }: ListAnnouncerProps) {
  const t = useMessages();
  const found = done ? listAt(fields, done.before, done.intent.path.split('.')) : null;
  const kind = done?.intent.kind;
  const entry = found?.list.entryLabel ?? '';
  const index = found?.entries.findIndex(({ key }) => key === found.key) ?? -1;
  const removed = kind === 'remove' ? found?.entries[index] : undefined;
  const text = !found
    ? ''
    : kind === 'add'
      ? t('form.list.added', { entry, n: found.entries.length + 1 })
      : kind === 'remove'
        ? t('form.list.removed', { entry })
        : t('form.list.moved', { entry, n: index + (kind === 'up' ? 0 : 2) });
  const giveBack = done && removed && !isBlank(removed.value);
  return (
    <div className={giveBack ? 'form-undo no-print' : ''}>
      <p role="status" className={giveBack ? '' : 'sr-only'}>
        {text}
      </p>
      {giveBack ? (
        <Button type="button" look="quiet" icon="returned" onPress={() => undo(done.before)}>
          {t('form.list.undo')}
        </Button>
      ) : null}
    </div>
  );
}
