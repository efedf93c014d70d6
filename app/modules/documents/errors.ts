import { errorsOf } from '~/shared/app-error';

/** Every expected failure of the documents module. */
export const DOCUMENT_ERRORS = {
  'not-found': {
    kind: 'not-found',
    text: 'Документ не найден. Возможно, ссылка устарела или у вас нет к нему доступа.',
    when: 'no such document, or the actor may not read it (the two are not told apart)',
  },
  forbidden: {
    kind: 'forbidden',
    text: 'Недостаточно прав: {action}. Обратитесь к администратору организации.',
    when: 'policy refuses the command',
  },
  'wrong-state': {
    kind: 'conflict',
    text: 'Сейчас это невозможно: документ в состоянии «{state}», а для действия «{action}» нужно: {expected}.',
    when: 'the lifecycle does not allow the command in this state',
  },
  'version-conflict': {
    kind: 'conflict',
    text: 'Документ изменил кто-то другой: вы видели версию {seen}, сейчас {current}. Откройте её и повторите; ваш текст сохранён на этой странице.',
    when: 'a command names a version that is no longer the current one',
  },
  'invalid-fields': {
    kind: 'invalid',
    text: 'Проверьте поля: {summary}',
    when: 'template fields are missing, unknown or wrong; details.errors lists all of them',
  },
  'template-unknown': {
    kind: 'invalid',
    text: 'Шаблон «{id}» не найден. Выберите шаблон из списка.',
    when: 'no current release of the template',
  },
  'workflow-unknown': {
    kind: 'invalid',
    text: 'Маршрут «{id}» не найден. Выберите маршрут из списка.',
    when: 'no current release of the workflow, or it is for another kind',
  },
  'template-body': {
    kind: 'internal',
    text: 'Шаблон «{id}» дал неверный текст: {problem}. Сообщите администратору.',
    when: 'the strict reader refuses what a template rendered',
  },
  'body-invalid': {
    kind: 'invalid',
    text: 'Текст документа не принят: {reason}',
    when: 'a body breaks the schema or its limits',
  },
  'not-approved': {
    kind: 'conflict',
    text: 'Документ нельзя выпустить: он не согласован и не принят.',
    when: 'issue or publish without adoption',
  },
  'open-remarks': {
    kind: 'conflict',
    text: 'Остались замечания без ответа: {count}. Ответьте на каждое: до этого документ не идёт дальше.',
    when: 'a document goes on its route, or is adopted, while a remark is open',
  },
  'extract-points': {
    kind: 'invalid',
    text: 'Отметьте пункты, которые войдут в выписку.',
    when: 'an extract of points that are not in the text',
  },
  'no-editions': {
    kind: 'conflict',
    text: 'У документов этого вида нет новых редакций. Создайте отдельный документ.',
    when: 'a new edition of a kind whose data do not allow it',
  },
  'force-day': {
    kind: 'invalid',
    text: 'Дата начала действия раньше даты утверждения ({date}). Укажите её или более позднюю.',
    when: 'a new edition would be in force before it was adopted',
  },
  'no-acquaintance': {
    kind: 'conflict',
    text: 'У документов этого вида нет листа ознакомления.',
    when: 'people are asked to acquaint themselves with a kind whose data do not foresee it',
  },
  'not-asked-to-acquaint': {
    kind: 'forbidden',
    text: 'Вас не просили ознакомиться с этим документом, или запрос снят.',
    when: 'a person confirms without being on the sheet',
  },
  'acquaintance-full': {
    kind: 'invalid',
    text: 'В листе ознакомления не больше {limit} человек. Уберите тех, кого не нужно спрашивать.',
    when: 'the sheet would grow past its cap',
  },
  'not-publishable': {
    kind: 'forbidden',
    text: 'Документы этого вида не публикуются: {reason}.',
    when: "the kind's data forbid publication",
  },
  'fields-changed': {
    kind: 'conflict',
    text: 'Пока вы правили, другой человек изменил те же поля: {names}. Ваше на месте и ещё не сохранено. Откройте страницу в новой вкладке, сравните и нажмите кнопку ещё раз, чтобы оставить ваше.',
    when: 'two people changed the same top-level field; details.paths names them, details.seen is what to send next',
  },
  'form-not-found': {
    kind: 'not-found',
    text: 'Незаконченная форма не найдена: её удалили, или прошло больше 90 дней. Начните новую.',
    when: 'no unfinished form of this person under the id',
  },
  'form-too-large': {
    kind: 'limit',
    text: 'В форме слишком много текста, чтобы отложить её целиком. Создайте документ или сократите текст.',
    when: 'an unfinished form is longer than the cap',
  },
  'too-many-forms': {
    kind: 'limit',
    text: 'У вас уже {max} незаконченных форм. Удалите ненужные на странице «Новый документ» и повторите; введённое осталось на странице.',
    when: 'a person keeps too many unfinished forms',
  },
  'discussion-not-allowed': {
    kind: 'forbidden',
    text: 'Документы этого вида {reason}.',
    when: "the kind's data forbid a discussion, or an open page of it",
  },
  'discussion-term': {
    kind: 'invalid',
    text: '{reason}',
    when: 'the term is in the past or too far away',
  },
  'discussion-not-found': {
    kind: 'not-found',
    text: 'Обсуждение не найдено. Сверьте код с листом или попросите ссылку у организаторов.',
    when: 'no such code, or the document has no open page',
  },
  'discussion-over': {
    kind: 'conflict',
    text: 'Приём предложений закончен. Ваш текст сохранён на этой странице: его можно скопировать и передать организаторам.',
    when: 'a proposal comes after the term or after the discussion was closed',
  },
  'no-discussion': {
    kind: 'conflict',
    text: 'Документ ещё не выносили на обсуждение. Сначала начните его.',
    when: 'a command on proposals of a document that has had no discussion',
  },
  'form-refused': {
    kind: 'invalid',
    text: '{reason}',
    when: 'a guard of the form without accounts: token, time, honeypot',
  },
  'proposal-place': {
    kind: 'invalid',
    text: 'Этого пункта в тексте нет. Выберите пункт из списка.',
    when: 'a proposal points to a block that the shown version does not have',
  },
  'proposal-not-found': {
    kind: 'not-found',
    text: 'Предложение не найдено. Проверьте код: его присылают после отправки предложения.',
    when: 'no such proposal or receipt',
  },
  'proposal-state': {
    kind: 'conflict',
    text: 'Предложение № {number}: {state}. {todo}',
    when: 'a command that the state of a proposal does not allow',
  },
  'too-many-proposals': {
    kind: 'limit',
    text: 'Предложений уже {count}: форма больше не принимает. Передайте предложение организаторам.',
    when: 'MAX_PROPOSALS of one document',
  },
  'open-proposals': {
    kind: 'conflict',
    text: 'Остались предложения без ответа: {count}. Ответьте на каждое на странице «Обсуждение» и повторите.',
    when: 'a document goes on while a proposal of its discussion is unanswered',
  },
  'cannot-take': {
    kind: 'conflict',
    text: '{reason}',
    when: 'the block a proposal points to is gone from the draft, or holds no plain text',
  },
  'participant-unknown': {
    kind: 'not-found',
    text: 'Такого человека или организации на сайте нет. Выберите из найденных.',
    when: 'a subject that the directory does not know, or a disabled account',
  },
  'participant-exists': {
    kind: 'conflict',
    text: '{name}: уже участвует. Роль можно изменить в списке участников.',
    when: 'adding a participant twice',
  },
  'participant-absent': {
    kind: 'not-found',
    text: 'Этот участник уже убран из документа. Обновите страницу.',
    when: 'changing or removing somebody who does not take part',
  },
  'participant-approves': {
    kind: 'conflict',
    text: 'Этот участник согласует документ по маршруту, поэтому читает его. Убрать его можно только из маршрута.',
    when: 'removing somebody whom the route asks',
  },
  'section-unknown': {
    kind: 'invalid',
    text: 'Раздела, который вы отметили, в тексте больше нет. Обновите страницу и выберите разделы снова.',
    when: 'a moderator’s section that is no section of the current version',
  },
  'sharing-changed': {
    kind: 'conflict',
    text: 'Пока страница была открыта, участников или видимость изменил кто-то другой. Проверьте список и повторите.',
    when: 'the form was made from another state of participants, visibility and consents',
  },
  'visibility-published': {
    kind: 'conflict',
    text: 'Документ опубликован: его читают все, и скрыть его этим действием нельзя.',
    when: 'narrowing the visibility of a published document',
  },
  'visibility-kind': {
    kind: 'forbidden',
    text: 'Документы этого вида конфиденциальны: их читают только участники и, если вы решите, ваша организация.',
    when: 'opening a never-published kind to the whole installation',
  },
  'link-absent': {
    kind: 'not-found',
    text: 'Такой личной ссылки у документа нет. Обновите страницу.',
    when: 'a link of another document or an unknown one',
  },
  'link-term': {
    kind: 'invalid',
    text: 'Срок ссылки: не раньше завтрашнего дня и не дольше года.',
    when: 'a personal link that ends in the past or too late',
  },
  'consent-answered': {
    kind: 'conflict',
    text: 'Ответ этой организации уже записан. Чтобы записать другой, спросите её ещё раз.',
    when: 'asking or answering twice',
  },
  'consent-absent': {
    kind: 'conflict',
    text: 'У этой организации согласие ещё не спрашивали. Сначала отметьте, что спросили.',
    when: 'answering a consent that nobody asked for',
  },
  'consent-letter': {
    kind: 'invalid',
    text: 'Укажите номер и дату письма, которым организация ответила.',
    when: 'an answer by letter without number or date',
  },
  'version-not-found': {
    kind: 'not-found',
    text: 'Версии {number} нет. Откройте список версий и выберите другую.',
    when: 'no such version in the lineage, or the actor may not see it (the two are not told apart)',
  },
  'already-current': {
    kind: 'conflict',
    text: 'Восстанавливать нечего: версия {number} и есть действующий текст.',
    when: 'restoring a version whose text is the current one',
  },
  'too-many-labels': {
    kind: 'limit',
    text: 'Названий версий уже {limit}: больше дать нельзя. Уберите ненужные названия.',
    when: 'more names of versions than one document holds',
  },
  'problem-gone': {
    kind: 'conflict',
    text: 'Этого замечания уже нет: текст успел измениться. Обновите страницу проверки.',
    when: 'a problem to fix or to skip is not found in the newest text',
  },
  'too-many-skips': {
    kind: 'limit',
    text: 'Пропущенных замечаний уже {limit}. Исправьте часть из них и повторите.',
    when: 'more skips than one document holds',
  },
  'approver-unnamed': {
    kind: 'invalid',
    text: 'Выберите человека из списка или назовите его: фамилия, имя и, если нужно, адрес почты.',
    when: 'a person put into a route by hand is neither of the directory nor named',
  },
  'ground-incomplete': {
    kind: 'invalid',
    text: 'Основание указано не полностью. Впишите название, дату и номер акта или протокола, или уберите основание.',
    when: 'an act or a protocol without its name, date or number',
  },
  'letter-from-future': {
    kind: 'invalid',
    text: 'Дата письма ещё не наступила. Проверьте её.',
    when: 'a letter is dated after today',
  },
  'substitute-self': {
    kind: 'invalid',
    text: 'Замещать самого себя нельзя. Выберите другого человека.',
    when: 'a substitute of oneself',
  },
  'substitute-term': {
    kind: 'invalid',
    text: 'Проверьте срок замещения: он не раньше сегодняшнего дня, начало не позже конца, не дольше года.',
    when: 'a substitution has ended already, ends before it begins, or lasts too long',
  },
  'substitute-twice': {
    kind: 'conflict',
    text: 'На эти дни замещающий уже назначен. Отмените прежнее замещение или измените срок.',
    when: 'two substitutes of one person at a time',
  },
  'substitute-absent': {
    kind: 'conflict',
    text: '{name} в эти дни сам отсутствует, его замещают. Выберите другого человека.',
    when: 'the substitute has a substitute in the period',
  },
  'substitute-chain': {
    kind: 'conflict',
    text: 'В эти дни уходящий сам замещает другого ({name}). Сначала назначьте тому другого замещающего.',
    when: 'the person substitutes for somebody in the period: substitution does not pass on',
  },
  'substitute-gone': {
    kind: 'not-found',
    text: 'Этого замещения уже нет. Обновите страницу.',
    when: 'a substitution that was cancelled or never was',
  },
  busy: {
    kind: 'unavailable',
    text: 'Слишком много одновременных изменений документа. Повторите через несколько секунд.',
    when: 'compare-and-set lost too many times in a row',
  },
} as const;

export const documentError = errorsOf('documents', DOCUMENT_ERRORS);
