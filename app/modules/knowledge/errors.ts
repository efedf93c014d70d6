import { errorsOf } from '~/shared/app-error';

/** Every expected failure of the knowledge base. */
export const KNOWLEDGE_ERRORS = {
  'act-not-found': {
    kind: 'not-found',
    text: 'Акт не найден. Возможно, он ещё не загружен в базу знаний.',
    when: 'no act with this id',
  },
  'article-not-found': {
    kind: 'not-found',
    text: 'Такой статьи нет. Возможно, её убрали или переименовали: посмотрите список терминов и руководств.',
    when: 'no published term or guide with this address',
  },
  'provision-not-found': {
    kind: 'not-found',
    text: 'В загруженной редакции нет такой единицы: {path}. Ближайшая из имеющихся: {nearest}.',
    when: 'the edition has no provision with this path',
  },
  'edition-not-found': {
    kind: 'not-found',
    text: 'На {on} загруженной редакции нет. Самая ранняя из загруженных действует с {earliest}.',
    when: 'no edition at the day asked for',
  },
  forbidden: {
    kind: 'forbidden',
    text: 'Недостаточно прав: {action}. Это делает редактор или администратор.',
    when: 'policy refuses the command',
  },
  'file-kind': {
    kind: 'invalid',
    text: 'Файл «{name}» не принят: {reason}. Подойдут TXT, HTML, DOCX, RTF и PDF с текстовым слоем.',
    when: 'the file is not of a kind that can be read',
  },
  'file-too-big': {
    kind: 'limit',
    text: 'Файл «{name}» слишком большой: {size} МБ. Можно до {limit} МБ.',
    when: 'an upload over the limit',
  },
  'upload-too-big': {
    kind: 'limit',
    text: 'Файл слишком большой: {size} МБ. Можно до {limit} МБ. Обычно место занимают картинки: сохраните один текст (DOCX или TXT).',
    when: 'an upload refused by its announced size',
  },
  'file-broken': {
    kind: 'invalid',
    text: 'Файл «{name}» не читается: {reason}.',
    when: 'a broken, encrypted or hostile file',
  },
  'no-text': {
    kind: 'invalid',
    text: 'В файле «{name}» нет текста: похоже, это отсканированные страницы. Распознайте их (OCR) или возьмите текст на официальном портале.',
    when: 'a scan without a text layer, an empty file',
  },
  'letters-broken': {
    kind: 'invalid',
    text: 'Буквы в файле «{name}» испорчены при сохранении в чужой кодировке. Откройте исходный документ и сохраните его как DOCX или TXT (UTF-8), либо вставьте текст в поле.',
    when: 'UTF-8 that was read as windows-1251 and saved so',
  },
  'not-an-act': {
    kind: 'invalid',
    text: 'В тексте «{name}» не нашлось ни статей, ни пунктов. Если это всё же акт, отметьте заголовки вручную в предпросмотре.',
    when: 'no unit was recognised',
  },
  'text-lost': {
    kind: 'internal',
    text: 'Разбор остановлен: часть текста пропала бы около слов «{expected}». Ничего не записано. Сообщите администратору.',
    when: 'the provisions joined do not give back the text',
  },
  'split-words': {
    kind: 'invalid',
    text: 'В строке {line} нет слов «{words}» после её начала. Скопируйте из неё слова, с которых должна начаться новая строка.',
    when: 'a line cannot be split where a person said',
  },
  'fix-number': {
    kind: 'invalid',
    text: 'Укажите номер: в строке {line} его нет.',
    when: 'a line without a mark is said to be a unit, and no number is given',
  },
  'too-many-fixes': {
    kind: 'limit',
    text: 'Исправлено уже {limit} строк: столько правок проще внести в сам файл и загрузить его снова.',
    when: 'more corrections of one import than are kept',
  },
  'import-not-found': {
    kind: 'not-found',
    text: 'Загрузка не найдена: её уже опубликовали или она старше 7 дней. Загрузите файл снова.',
    when: 'no staged import of this person',
  },
  'edition-exists': {
    kind: 'conflict',
    text: 'Редакция этого акта с {date} уже загружена. Укажите другой день, с которого действует текст, или удалите прежнюю.',
    when: 'two editions of one act with one day',
  },
  'same-text': {
    kind: 'conflict',
    text: 'Этот текст уже загружен как редакция с {date}. Второй раз загружать его не нужно.',
    when: 'an edition with the same source is visible',
  },
  'other-act': {
    kind: 'conflict',
    text: 'Под именем «{id}» загружен другой акт: {title}. Проверьте номер и дату.',
    when: 'the id is taken by an act with another number or day',
  },
  busy: {
    kind: 'unavailable',
    text: 'Карточку акта только что изменил кто-то другой. Повторите.',
    when: 'compare-and-set lost',
  },
} as const;

export const knowledgeError = errorsOf('knowledge', KNOWLEDGE_ERRORS);
