import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('audit', {
  forbidden: {
    kind: 'forbidden',
    text: 'Журнал действий видят администратор и секретарь, а журнал документа — его участники.',
    when: 'listEntries() by somebody without the right',
  },
  'export-forbidden': {
    kind: 'forbidden',
    text: 'Выгрузить журнал действий может только администратор.',
    when: 'exportJournal() by anybody else',
  },
  'erase-forbidden': {
    kind: 'forbidden',
    text: 'Стирать персональные данные из журнала может только администратор.',
    when: 'erasePersonal() by anybody else',
  },
  'key-unreadable': {
    kind: 'internal',
    text: 'Ключ журнала {file} не читается: {reason}. Восстановите его из копии ключей; с новым ключом прежние записи не проверить.',
    when: 'the key file is there but is no key',
  },
  contended: {
    kind: 'unavailable',
    text: 'Журнал сейчас занят другим процессом. Запись не потеряна и будет внесена при следующей попытке.',
    when: 'the sealer lost the race for the next number too many times',
  },
});
