import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('search', {
  unavailable: {
    kind: 'unavailable',
    text: 'Поиск сейчас не отвечает. Повторите через минуту; если не поможет, администратору: ./khartia reindex.',
    when: 'the engine (worker, server) does not answer or answers with its own failure',
  },
});
