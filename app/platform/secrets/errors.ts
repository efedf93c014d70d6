import { errorsOf } from '~/shared/app-error';

export const SECRETS_ERRORS = {
  'key-unreadable': {
    kind: 'internal',
    text: 'Ключ личных данных не читается: {file} ({reason}). Восстановите файл из резервной копии ключей.',
    when: 'the key file is there but is no key',
  },
  'not-opened': {
    kind: 'internal',
    text: 'Личные данные не расшифровываются: ключ другой или запись повреждена. Сообщите администратору.',
    when: 'a sealed value does not match the key or its owner',
  },
} as const;

export const secretsError = errorsOf('secrets', SECRETS_ERRORS);
