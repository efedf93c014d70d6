import { errorsOf } from '~/shared/app-error';

export const httpError = errorsOf('http', {
  'foreign-origin': {
    kind: 'forbidden',
    text: 'Запрос пришёл с другого сайта и не выполнен. Откройте нужную страницу здесь и повторите действие. Если сайт стоит за прокси-сервером, администратору нужно задать PUBLIC_URL и TRUST_PROXY=1.',
    when: 'a changing request whose Origin or Sec-Fetch-Site is not ours',
  },
  'stale-form': {
    kind: 'forbidden',
    text: 'Форма устарела: страница была открыта слишком давно или до входа. Введённое сохранено на странице, отправьте форму ещё раз.',
    when: 'the form token does not belong to this browser',
  },
  'body-too-large': {
    kind: 'limit',
    text: 'Отправлено слишком много данных: можно не больше {limit}. Сократите текст или приложите его файлом.',
    when: 'a request body is larger than the route accepts',
  },
  'body-not-form': {
    kind: 'invalid',
    text: 'Сервер не понял отправленные данные: ожидалась форма. Обновите страницу и повторите.',
    when: 'the content type is not a form, or its bytes do not parse',
  },
  'too-many-requests': {
    kind: 'limit',
    text: 'Слишком много попыток с этого адреса. Подождите {wait} и повторите.',
    when: 'the rate limit of an address is used up; details.retryAfterSeconds',
  },
  'too-many-streams': {
    kind: 'unavailable',
    text: 'Слишком много открытых страниц следит за изменениями. Закройте лишние вкладки; правки и так сохраняются.',
    when: 'live connections of a person or of the process are used up; details.retryAfterSeconds',
  },
  'sign-in-required': {
    kind: 'unauthenticated',
    text: 'Эта страница открывается после входа. Войдите и повторите.',
    when: 'a command or an API route without a session; pages redirect to /sign-in instead',
  },
  'no-such-file': {
    kind: 'not-found',
    text: 'Такого файла здесь нет. Вернитесь на страницу и выберите файл из списка.',
    when: 'an address of a paper with an unknown name or format',
  },
  'method-not-allowed': {
    kind: 'invalid',
    text: 'Так обратиться к этому адресу нельзя.',
    when: 'an action route is called with a wrong method',
  },
});
