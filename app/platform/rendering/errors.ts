import { errorsOf } from '~/shared/app-error';

export const renderingError = errorsOf('rendering', {
  'queue-full': {
    kind: 'limit',
    text: 'Сейчас готовится слишком много документов: в очереди уже {waiting}. Подождите минуту и повторите; ничего не потеряно.',
    when: 'more renders wait for a page than the queue holds',
  },
  'too-large': {
    kind: 'limit',
    text: 'Документ слишком велик для печати: {megabytes} МБ разметки при пределе {limit} МБ. Разделите его на части или вынесите таблицы в приложения.',
    when: 'the HTML is longer than the renderer accepts',
  },
  deadline: {
    kind: 'limit',
    text: 'Документ не удалось подготовить за {seconds} с: он слишком велик или сложен. Разделите его на части или повторите позже.',
    when: 'a render passed its deadline; its page was thrown away',
  },
  'browser-missing': {
    kind: 'unavailable',
    text: 'PDF сейчас не готовится: на этом компьютере не нашлось исправного браузера Chrome или Chromium. Установите его, укажите путь в CHROMIUM_PATH или выполните «npx puppeteer browsers install chrome». Проверено: {tried}',
    when: 'no candidate could be started and pass the self-test',
  },
  'browser-failed': {
    kind: 'unavailable',
    text: 'PDF не подготовлен: программа печати дважды остановилась. Повторите через минуту; если не поможет, сообщите администратору.',
    when: 'the browser crashed during a render and again during its retry',
  },
  closed: {
    kind: 'unavailable',
    text: 'PDF не подготовлен: сайт останавливается. Повторите, когда он запустится снова.',
    when: 'render after close()',
  },
});
