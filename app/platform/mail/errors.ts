import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('mail', {
  'bad-address': {
    kind: 'invalid',
    text: 'Адрес «{email}» записан неверно. Проверьте: имя, знак @ и домен, без пробелов.',
    when: 'a recipient is no address',
  },
  'bad-header': {
    kind: 'invalid',
    text: 'Тема, имя или название файла письма содержит перевод строки. Уберите его.',
    when: 'a header value has a line break (header injection)',
  },
  'no-recipient': {
    kind: 'invalid',
    text: 'У письма нет получателя. Укажите хотя бы один адрес.',
    when: 'the list of recipients is empty',
  },
});
