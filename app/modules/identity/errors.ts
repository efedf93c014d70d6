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
  'second-step-required': {
    kind: 'unauthenticated',
    text: 'Для этой учётной записи нужен код из приложения: войдите на странице входа.',
    when: 'sign-in by password alone where a second step is on',
  },
  stale: {
    kind: 'conflict',
    text: 'Пока страница была открыта, эту запись изменил кто-то другой. Обновите страницу, проверьте изменения и повторите; введённое осталось в форме.',
    when: 'the form was made from another state of the record',
  },
  'last-administrator': {
    kind: 'conflict',
    text: 'Это последний администратор организации: без него некому будет вести людей и доступ. Сначала назначьте администратором другого человека.',
    when: 'taking the role from, or disabling, the last active administrator of an organisation',
  },
  'not-yourself': {
    kind: 'conflict',
    text: 'Свою учётную запись отключить нельзя: это делает другой администратор.',
    when: 'disabling oneself',
  },
  'already-member': {
    kind: 'conflict',
    text: '{email} уже в этой организации. Измените его должность и роли в списке людей.',
    when: 'inviting a member',
  },
  'already-invited': {
    kind: 'conflict',
    text: '{email} уже приглашён и ещё не ответил. Отправьте приглашение ещё раз или отзовите его.',
    when: 'inviting somebody who has an open invitation to the same organisation',
  },
  'invitation-unknown': {
    kind: 'not-found',
    text: 'Такого приглашения нет: ссылка скопирована не целиком или заменена новой. Откройте последнее письмо или попросите пригласить вас ещё раз.',
    when: 'no invitation has this token or id',
  },
  'invitation-accepted': {
    kind: 'conflict',
    text: 'Приглашение уже принято: ссылка действует один раз. Войдите со своим адресом почты и паролем.',
    when: 'the link of an accepted invitation',
  },
  'invitation-expired': {
    kind: 'conflict',
    text: 'Срок приглашения истёк. Попросите администратора организации отправить его ещё раз.',
    when: 'after fourteen days',
  },
  'invitation-revoked': {
    kind: 'conflict',
    text: 'Приглашение отозвано. Если это ошибка, обратитесь к администратору организации.',
    when: 'the link of a revoked invitation',
  },
  'invitation-other-account': {
    kind: 'forbidden',
    text: 'Приглашение отправлено на {email}. Войдите с этим адресом и откройте ссылку снова.',
    when: 'accepting while signed in as somebody else, or not signed in where an account exists',
  },
  'code-wrong': {
    kind: 'invalid',
    text: 'Код не подошёл. Проверьте его; код из приложения меняется каждые 30 секунд и действует один раз.',
    when: 'a wrong, old or used code of an authenticator, or a wrong recovery code',
  },
  'code-locked': {
    kind: 'limit',
    text: 'Слишком много неверных кодов. Повторите через {wait}.',
    when: 'five wrong codes of one account; details.retryAfterSeconds',
  },
  'step-expired': {
    kind: 'unauthenticated',
    text: 'Время на ввод кода истекло. Введите адрес почты и пароль ещё раз.',
    when: 'the second step of a sign-in after five minutes, or begun in another browser',
  },
  'totp-on': {
    kind: 'conflict',
    text: 'Вход по коду уже включён.',
    when: 'turning the second step on twice',
  },
  'totp-off': {
    kind: 'conflict',
    text: 'Вход по коду не включён.',
    when: 'confirming or turning off what was not begun',
  },
  'totp-key-lost': {
    kind: 'unavailable',
    text: 'Код проверить нельзя: на сервере нет ключа, которым защищён ваш секрет. Используйте резервный код или попросите администратора сбросить вход по коду.',
    when: 'the sealed secret does not open with the present key file',
  },
  'key-unreadable': {
    kind: 'internal',
    text: 'Ключ {file} не читается: {reason}. Восстановите его из копии ключей.',
    when: 'the key file is there but is no key',
  },
  'link-unknown': {
    kind: 'not-found',
    text: 'Такой ссылки нет: она скопирована не целиком или заменена новой. Откройте последнее письмо или обратитесь к тому, кто его прислал.',
    when: 'no personal link has this token or id',
  },
  'link-revoked': {
    kind: 'conflict',
    text: 'Ссылка отозвана: документ по ней больше не открывается. Если это ошибка, обратитесь к тому, кто её прислал.',
    when: 'a revoked personal link',
  },
  'link-expired': {
    kind: 'conflict',
    text: 'Срок ссылки истёк. Попросите того, кто её прислал, отправить новую.',
    when: 'a personal link after its day',
  },
  'link-codes': {
    kind: 'limit',
    text: 'Кодов отправлено слишком много. Повторите через час или обратитесь к тому, кто прислал ссылку.',
    when: 'more than five codes of one link in an hour',
  },
  'link-code-wrong': {
    kind: 'invalid',
    text: 'Код не подошёл, осталось попыток: {left}. Введите код из последнего письма.',
    when: 'a wrong code of a personal link',
  },
  'link-code-over': {
    kind: 'conflict',
    text: 'Этот код больше не действует: прошло десять минут или попытки исчерпаны. Запросите новый код.',
    when: 'an expired code, five wrong tries, or a code asked for in another browser',
  },
  'logo-invalid': {
    kind: 'invalid',
    text: 'Нужен файл PNG или JPEG до 1 МБ. {reason}',
    when: 'a logo of another type or size',
  },
});
