import { errorsOf } from '~/shared/app-error';

export const identityError = errorsOf('identity', {
  'already-set-up': {
    kind: 'conflict',
    text: 'Сайт уже настроен: организация и администратор заведены. Войдите или попросите администратора завести вам учётную запись.',
    when: 'a set-up while a user exists or another set-up has won',
  },
  'wrong-credentials': {
    kind: 'invalid',
    text: 'Вход не выполнен: адрес почты или пароль не подходят. Проверьте раскладку и клавишу Caps Lock.',
    when: 'unknown e-mail, wrong password or a disabled account; which one is not told',
  },
  locked: {
    kind: 'limit',
    text: 'Вход по этому адресу почты закрыт на {wait}: было слишком много неудачных попыток. Подождите или попросите администратора сменить пароль.',
    when: 'too many failures of one e-mail; details.retryAfterSeconds',
  },
  'email-taken': {
    kind: 'conflict',
    text: 'Учётная запись с адресом {email} уже есть. Укажите другой адрес.',
    when: 'adding a user with a known e-mail',
  },
  'organisation-not-found': {
    kind: 'not-found',
    text: 'Организация не найдена.',
    when: 'unknown organisation id',
  },
  'user-not-found': { kind: 'not-found', text: 'Учётная запись не найдена.', when: 'unknown user id' },
  'session-not-found': {
    kind: 'not-found',
    text: 'Этого входа уже нет: он завершён или истёк. Обновите страницу.',
    when: 'revoking a session that is gone or is another person’s',
  },
  'not-administrator': {
    kind: 'forbidden',
    text: 'Это может сделать только администратор организации.',
    when: 'managing people or organisations without the role',
  },
  'not-editor': {
    kind: 'forbidden',
    text: 'Править справочные материалы может только редактор. Попросите администратора дать вам эту роль.',
    when: 'the content editor without the role',
  },
  'wrong-password': {
    kind: 'invalid',
    text: 'Нынешний пароль введён неверно.',
    when: 'changing the password',
  },
  'not-signed-in': {
    kind: 'unauthenticated',
    text: 'Сначала войдите.',
    when: 'a personal command by a visitor',
  },
  'try-again': {
    kind: 'conflict',
    text: 'Запись только что изменили в другом месте. Повторите действие.',
    when: 'compare-and-set kept losing',
  },
});
