import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('backup', {
  foreign: {
    kind: 'invalid',
    text: 'Файл {file} — не резервная копия Хартии. Проверьте, тот ли файл указан. Ничего не изменено.',
    when: 'the file does not begin as an archive of ours',
  },
  newer: {
    kind: 'invalid',
    text: 'Резервная копия {file} записана более новой версией Хартии (формат {found}, эта версия читает {known}). Обновите Хартию и повторите. Ничего не изменено.',
    when: 'the format version is above what this product reads',
  },
  truncated: {
    kind: 'invalid',
    text: 'Резервная копия {file} оборвана: {reason}. Скопируйте файл заново или возьмите другую копию. Ничего не изменено.',
    when: 'the file ends before its last entry',
  },
  damaged: {
    kind: 'invalid',
    text: 'Резервная копия {file} повреждена: {reason}. Скопируйте файл заново или возьмите другую копию. Ничего не изменено.',
    when: 'a header, a check sum, a count or a record is not what it must be; also hostile archives',
  },
  'keys-unreadable': {
    kind: 'invalid',
    text: 'Файл ключей {file} не читается: {reason}. Нужен файл, записанный командой backup --with-keys. Ничего не изменено.',
    when: 'restore --with-keys gets something else',
  },
  unreadable: {
    kind: 'not-found',
    text: 'Файл {file} не открывается: {reason}. Проверьте путь и права.',
    when: 'the archive cannot be opened',
  },
  'not-written': {
    kind: 'unavailable',
    text: 'Резервная копия не записана в {file}: {reason}. Проверьте путь, права и место на диске; прежний файл, если он был, остался.',
    when: 'the archive cannot be created or written',
  },
  busy: {
    kind: 'unavailable',
    text: 'Резервная копия не снята: журнал действий всё время занят другим процессом. Повторите через минуту.',
    when: 'the lease that keeps the audit chain still is not to be had',
  },
  moved: {
    kind: 'unavailable',
    text: 'Резервная копия не снята: за время чтения журнал действий был дописан, и части копии не совпали бы. Повторите команду.',
    when: 'the lease was lost, or an append-only collection grew while it was held',
  },
  running: {
    kind: 'conflict',
    text: 'Восстановление невозможно: {where} работает Хартия. Остановите сайт и повторите. Ничего не изменено.',
    when: 'a process serves the data folder, or answers where the site of this installation listens',
  },
  'not-empty': {
    kind: 'conflict',
    text: 'Восстановление отменено: здесь уже есть данные ({what}). Чтобы заменить их, повторите команду с --force: {fate}. Ничего не изменено.',
    when: 'restore without --force into an installation with data',
  },
  'no-space': {
    kind: 'unavailable',
    text: 'Для восстановления не хватает места в {folder}: нужно {needed} МБ, свободно {free} МБ. Освободите место и повторите. Ничего не изменено.',
    when: 'the unpacked data would not fit beside the old',
  },
  unfinished: {
    kind: 'conflict',
    text: 'Восстановление из резервной копии {archive} ({at}) не было закончено: данные неполны. Повторите ./khartia restore с тем же файлом.',
    when: 'a start, a backup or another archive meets the marker of a killed restore',
  },
  refused: {
    kind: 'conflict',
    text: 'База данных не приняла коллекцию {collection}: {reason}. {state}',
    when: 'a document or an index is refused by the target',
  },
});
