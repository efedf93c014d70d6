import { errorsOf } from '~/shared/app-error';

/** Expected failures of starting from a ready text; those of the file itself are platform/office's. */
export const IMPORT_ERRORS = {
  'import-not-found': {
    kind: 'not-found',
    text: 'Загруженный текст не найден: прошла неделя, документ из него уже создан, или его загружал другой человек. Загрузите файл снова.',
    when: 'no such import, or it is of another person',
  },
  'import-empty': {
    kind: 'invalid',
    text: 'Текста нет: выберите файл или вставьте текст в поле.',
    when: 'nothing but spaces was pasted',
  },
  'import-fields': {
    kind: 'invalid',
    text: 'Проверьте поля: {summary}. Загруженный текст сохранён.',
    when: 'fields beyond what a form may hold',
  },
} as const;

export const importError = errorsOf('documents', IMPORT_ERRORS);
