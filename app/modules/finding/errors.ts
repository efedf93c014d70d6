import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('finding', {
  'foreign-record': {
    kind: 'internal',
    text: 'Запись {id} относится к другому источнику и в поиск не внесена. Сообщите разработчикам.',
    when: 'indexSource() gets a record of another source: it would never be removed',
  },
});
