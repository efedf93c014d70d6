import { type ErrorEntry, errorsOf } from '~/shared/app-error';

/** Every refusal of a route, one row each. A refused event changes nothing. */
export const WORKFLOW_ERRORS = {
  'not-found': {
    kind: 'not-found',
    text: 'Маршрут «{id}» не найден. Выберите другой маршрут или попросите редактора опубликовать его.',
    when: 'a workflow release is asked for that does not exist',
  },
  'broken-workflow': {
    kind: 'invalid',
    text: 'Маршрут «{id}» записан с ошибкой: {reason}. Исправьте файл маршрута.',
    when: 'a published workflow file does not parse',
  },
  'editing-closed': {
    kind: 'unavailable',
    text: 'Правка маршрутов отключена. {reason}',
    when: 'the content folder cannot be written, or is still opening',
  },
  'changed-meanwhile': {
    kind: 'conflict',
    text: 'Маршрут тем временем изменился и не удалён. Откройте его и посмотрите, нужен ли он ещё.',
    when: 'removing a route whose file is not what was shown',
  },
  'route-in-use': {
    kind: 'conflict',
    text: 'Удалить маршрут нельзя: по нему начинают документы из шаблонов {templates}. Сначала укажите в этих шаблонах другой маршрут.',
    when: 'removing a route that a template names',
  },
  'unknown-kind': {
    kind: 'invalid',
    text: 'Вида документа «{kind}» нет. Выберите вид из списка.',
    when: 'a new route for a kind without templates',
  },
  'cannot-start': {
    kind: 'invalid',
    text: 'Отправить на согласование нельзя: {reason}',
    when: 'steps have nobody to ask, or a rule cannot be met; details.problems lists all',
  },
  'condition-value-missing': {
    kind: 'invalid',
    text: 'Условие шага «{step}» не проверить: поле «{field}» не заполнено. Заполните его и повторите.',
    when: 'a JsonLogic variable has no value at run time',
  },
  'condition-type': {
    kind: 'invalid',
    text: 'Условие шага «{step}» сравнивает несравнимое («{field}»). Исправьте значение поля или маршрут.',
    when: 'a comparison of a text with a number, or a broken condition',
  },
  'not-running': {
    kind: 'conflict',
    text: 'Согласование уже не идёт: {status}. Обновите страницу.',
    when: 'an event for a route that is withdrawn, stopped, approved, returned or rejected',
  },
  'wrong-version': {
    kind: 'conflict',
    text: 'Решение не записано: вы видели не ту версию, которая сейчас на согласовании (версия {number}). Откройте её и решите заново.',
    when: 'the hash seen is not the hash of the version in the route',
  },
  'unknown-step': {
    kind: 'not-found',
    text: 'В маршруте нет шага «{step}».',
    when: 'an event names a step that the definition has not',
  },
  'step-not-active': {
    kind: 'conflict',
    text: 'Шаг «{step}» сейчас не идёт: решение по нему не требуется. Обновите страницу.',
    when: 'a decision on a step that waits, is done or is skipped',
  },
  'unknown-assignee': {
    kind: 'not-found',
    text: 'В шаге «{step}» нет такого согласующего.',
    when: 'an event names an assignee key that the step has not',
  },
  'not-your-turn': {
    kind: 'conflict',
    text: 'Очередь {name} ещё не наступила: согласование идёт по порядку.',
    when: 'a decision of a later assignee of a sequential step',
  },
  'assignee-removed': {
    kind: 'conflict',
    text: 'Решение не записано: {name} больше не участвует в согласовании ({reason}).',
    when: 'the assignee was removed, replaced, dropped by silence or has delegated',
  },
  'already-decided': {
    kind: 'conflict',
    text: 'Решение {name} уже записано: {decision}. Второй раз оно не записывается.',
    when: 'the assignee has decided on this version already (double submit)',
  },
  'not-assignee': {
    kind: 'forbidden',
    text: 'Решение по этому шагу принимает {name}. Вы можете передать документ ему или попросить замену.',
    when: 'the person who decides in the product is not the assignee',
  },
  'decision-not-allowed': {
    kind: 'invalid',
    text: 'На шаге «{step}» такого решения нет: {allowed}.',
    when: 'e.g. a rejection on an acquaintance step, or silence sent by a person',
  },
  'remark-required': {
    kind: 'invalid',
    text: 'Напишите замечание: без него автор не поймёт, что исправить.',
    when: 'return, reject or agree-with-remarks without a remark',
  },
  'letter-required': {
    kind: 'invalid',
    text: 'Укажите номер и дату письма: согласие по письму печатается с ними.',
    when: 'channel letter without number and date',
  },
  'reason-required': {
    kind: 'invalid',
    text: 'Укажите причину: она войдёт в лист согласования.',
    when: 'removing, replacing or stopping without a reason',
  },
  'last-assignee': {
    kind: 'conflict',
    text: 'Исключить нельзя: в шаге «{step}» останется {left}, а нужно согласие {needed}. Замените участника или отзовите документ.',
    when: 'removal would leave the step without people or below its rule',
  },
  'duplicate-assignee': {
    kind: 'conflict',
    text: '{name} уже участвует в шаге «{step}».',
    when: 'adding, replacing by or delegating to somebody who is in the step',
  },
  'delegated-once': {
    kind: 'conflict',
    text: 'Передать решение можно один раз: оно уже передано от {name}.',
    when: 'a delegate delegates further',
  },
  'bad-term': {
    kind: 'invalid',
    text: 'Срок передачи должен быть позже сегодняшнего дня.',
    when: 'a delegation ends before it begins',
  },
  'no-remark-to-answer': {
    kind: 'conflict',
    text: 'Отвечать не на что: замечания нет или на него уже ответили.',
    when: 'answer-remark for a decision without an open remark',
  },
  'no-consent-for-letter': {
    kind: 'conflict',
    text: 'Приложить письмо не к чему: такого согласия нет или письмо уже приложено.',
    when: 'attach-letter for a decision that is no consent of a person, or has its letter or act already',
  },
  'bad-event': {
    kind: 'invalid',
    text: 'Действие не выполнено: неверные данные ({reason}).',
    when: 'an event does not parse',
  },
} satisfies Record<string, ErrorEntry>;

export const fail = errorsOf('workflows', WORKFLOW_ERRORS);
