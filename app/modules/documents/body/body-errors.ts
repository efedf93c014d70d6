// The body's part of the documents module's error table; the codes are `documents/body-…`.
import { errorsOf } from '~/shared/app-error';

/** Expected failures of reading or accepting a body. */
export const BODY_ERRORS = {
  'body-too-deep': {
    kind: 'limit',
    text: 'Текст не принят: вложенность {found} больше допустимой ({limit}). Уменьшите число уровней и вставьте текст снова.',
    when: 'blocks, list entries, HTML elements or raw JSON are nested beyond the cap',
  },
  'body-too-large': {
    kind: 'limit',
    text: 'Текст не принят: его объём {found} больше допустимого ({limit} {unit}). Разделите документ на части или вынесите материалы в приложения-файлы.',
    when: 'text or input beyond BODY_LIMITS.textLength, inputBytes or nodes',
  },
  'body-too-many-blocks': {
    kind: 'limit',
    text: 'Текст не принят: в нём {found} абзацев и пунктов, допускается {limit}. Разделите документ на части.',
    when: 'more blocks than BODY_LIMITS.blocks',
  },
  'body-too-many-inlines': {
    kind: 'limit',
    text: 'Текст не принят: абзац «{id}» состоит из {found} фрагментов, допускается {limit}. Разделите его на несколько.',
    when: 'one block holds more inline nodes than BODY_LIMITS.inlinePerBlock',
  },
  'body-malformed': {
    kind: 'invalid',
    text: 'Текст не принят: его строение нарушено ({path}: {reason}). Обновите страницу и повторите; если не поможет, сообщите администратору.',
    when: 'the value does not follow DocumentBodySchema',
  },
  'body-misplaced-block': {
    kind: 'invalid',
    text: 'Текст не принят: {child} не может находиться внутри {parent} (блок «{id}»). Перенесите его уровнем выше.',
    when: 'a block stands in a container that must not hold its type (canHold of walk.ts)',
  },
} as const;

export const bodyError = errorsOf('documents', BODY_ERRORS);
