import { type ErrorEntry, errorsOf } from '~/shared/app-error';

export const RULES_ERRORS = {
  'unknown-table': {
    kind: 'not-found',
    text: 'Таблица правил «{table}» не найдена. Проверьте файлы в content/rules.',
    when: 'a rule table is asked for that no loaded file has',
  },
  'unknown-rule': {
    kind: 'not-found',
    text: 'В таблице «{table}» нет правила «{rule}».',
    when: 'a row id is asked for that the table has not',
  },
  'no-rule-on-date': {
    kind: 'not-found',
    text: 'Правило «{rule}» не действовало на {date}: в таблице «{table}» нет строки на эту дату. Укажите другую дату или дополните таблицу.',
    when: 'all rows of the id lie before or after the date',
  },
  'broken-content': {
    kind: 'internal',
    text: 'Таблицы правил не прочитаны: {reason}. Выполните ./khartia check и исправьте файл.',
    when: 'the current content release has a rule file with errors',
  },
} satisfies Record<string, ErrorEntry>;

export const fail = errorsOf('rules', RULES_ERRORS);
