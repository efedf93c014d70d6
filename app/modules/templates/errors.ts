import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('templates', {
  'not-found': {
    kind: 'not-found',
    text: 'Шаблон «{id}» не найден. Возможно, его удалили или выпуск устарел: выберите шаблон из списка.',
    when: 'a sha or an id without a release',
  },
  'template-invalid': {
    kind: 'invalid',
    text: 'Шаблон «{id}» содержит ошибки и не может быть использован. Первая из них: {first}',
    when: 'a release whose files do not parse; details.problems lists all',
  },
  'fields-invalid': {
    kind: 'invalid',
    text: 'В полях документа есть ошибки ({count}). Первая из них: {first}',
    when: 'renderTemplate got fields that validateFields refuses; details.errors lists all',
  },
  'render-deadline': {
    kind: 'limit',
    text: 'Шаблон «{id}» не уложился в {seconds} с и был остановлен. Скорее всего, в нём слишком много вложенных повторов: упростите шаблон. Введённые данные сохранены.',
    when: 'the render ran past its deadline; the worker was replaced',
  },
  'render-memory': {
    kind: 'limit',
    text: 'Шаблон «{id}» израсходовал отведённую память и был остановлен. Сократите повторы в шаблоне или объём данных. Введённые данные сохранены.',
    when: 'the worker hit its memory cap; it was replaced',
  },
  'render-too-large': {
    kind: 'limit',
    text: 'Документ по шаблону «{id}» получается слишком большим ({length} знаков при пределе {limit}). Сократите текст или разделите документ.',
    when: 'the rendered HTML is longer than the cap',
  },
  'render-failed': {
    kind: 'invalid',
    text: 'Шаблон «{id}» не удалось заполнить: {reason}',
    when: 'an empty value without a condition, a failed helper, broken markup',
  },
  'renderer-closed': {
    kind: 'unavailable',
    text: 'Служба шаблонов остановлена. Повторите действие через минуту.',
    when: 'a render after close()',
  },
  'renderer-unavailable': {
    kind: 'unavailable',
    text: 'Служба шаблонов не запустилась ({reason}). Повторите действие; если ошибка останется, сообщите администратору.',
    when: 'the worker cannot be started or died without a known reason',
  },
});
