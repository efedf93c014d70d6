import { errorsOf } from '~/shared/app-error';

/** Every expected failure of drafting. */
export const DRAFT_ERRORS = {
  'patch-invalid': {
    kind: 'invalid',
    text: 'Правки не удалось применить по частям: не найдено место для абзаца. Отправьте текст целиком.',
    when: 'a patch names unknown blocks, or places one twice, in a ring or nowhere; the browser then sends the whole text',
  },
  'outside-section': {
    kind: 'forbidden',
    text: 'Вы можете изменять только свои разделы, а правка затрагивает другие: {where}. Ваш текст не потерян: скопируйте его или предложите правку замечанием.',
    when: 'a moderator of sections changed something outside of them',
  },
  closed: {
    kind: 'conflict',
    text: 'Документ уже в состоянии «{state}», правки в текст сейчас не принимаются. Ваш текст хранится в этом браузере: его можно скачать файлом или вернуть в документ после возврата на доработку.',
    when: 'autosave of a document that went to approval meanwhile',
  },
  'moved-on': {
    kind: 'conflict',
    text: 'Текст тем временем изменили. Посмотрите новые правки и повторите.',
    when: 'a step names a working copy that somebody has edited since',
  },
  'open-conflicts': {
    kind: 'conflict',
    text: 'Остались расхождения, которые ждут выбора: {count}. Откройте текст для правки, выберите нужные варианты и повторите.',
    when: 'a text goes to approval or discussion while wordings of two people wait for a choice',
  },
  'too-large': {
    kind: 'limit',
    text: 'Текст слишком велик: {found} МБ, допускается {limit} МБ. Уберите часть таблиц или вынесите приложения в отдельные документы.',
    when: 'the canonical bytes of a draft exceed what one record of the store may hold',
  },
} as const;

export const draftError = errorsOf('drafting', DRAFT_ERRORS);
