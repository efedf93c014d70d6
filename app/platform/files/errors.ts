import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('files', {
  'too-large': {
    kind: 'limit',
    text: 'Файл слишком велик: {size} байт при пределе {limit}. Уменьшите файл или разделите его на части.',
    when: 'put() gets more bytes than the store takes',
  },
  'type-mismatch': {
    kind: 'invalid',
    text: 'Содержимое файла не похоже на {mediaType}: по содержимому это {found}. Проверьте, тот ли файл выбран.',
    when: 'the first bytes are recognisably of another type',
  },
  'bad-hash': {
    kind: 'invalid',
    text: 'Отпечаток файла записан неверно. Нужны 64 знака: цифры и латинские буквы a–f.',
    when: 'get() or has() is asked for what is no SHA-256',
  },
  damaged: {
    kind: 'internal',
    text: 'Файл {sha256} на диске повреждён: содержимое не совпадает с отпечатком. Восстановите его из резервной копии.',
    when: 'the stored bytes no longer have the hash they are stored under',
  },
});
