import { errorsOf } from '~/shared/app-error';

export const configError = errorsOf('config', {
  invalid: {
    kind: 'invalid',
    text: 'Настройки не приняты.\n{list}\nИсправьте переменные окружения и запустите снова.',
    when: 'at start, when a variable does not pass its check; all of them are listed',
  },
  'public-url-missing': {
    kind: 'conflict',
    text: 'Публикация невозможна: не задан адрес сайта. Он печатается в QR-коде и живёт годами. Задайте переменную PUBLIC_URL, например https://docs.example.org, и запустите сайт снова.',
    when: 'the first publication while PUBLIC_URL is not set',
  },
  'public-url-loopback': {
    kind: 'conflict',
    text: 'Публикация невозможна: PUBLIC_URL ({url}) указывает на этот же компьютер, и QR-код на бумаге никуда не приведёт. Задайте адрес, который открывается у читателей. Для пробы на своём компьютере задайте KHARTIA_ALLOW_LOOPBACK_URL=1.',
    when: 'a publication while PUBLIC_URL is a loopback address and the explicit setting is off',
  },
});
