import { errorsOf } from '~/shared/app-error';

export const fail = errorsOf('content', {
  'bad-path': {
    kind: 'invalid',
    text: 'Путь «{path}» не принят: править можно только файлы в content, workflows и templates, с обычными именами.',
    when: 'a path leaves the three folders, has hidden or odd names, or an unknown extension',
  },
  'read-only': {
    kind: 'unavailable',
    text: 'Папка содержания доступна только для чтения, поэтому правка отключена. Дайте процессу право записи в {folder} и перезапустите.',
    when: 'a write while the content folder cannot be written',
  },
  'too-large': {
    kind: 'limit',
    text: 'Файл «{path}» слишком велик: {size} байт при пределе {limit}.',
    when: 'more bytes than an entry may have',
  },
  'changed-meanwhile': {
    kind: 'conflict',
    text: 'Файл «{path}» уже изменён другим. Откройте его снова: ваш текст не потерян, перенесите правки в новую версию.',
    when: 'save() or remove() with a base that is no longer the current text',
  },
  'release-not-found': {
    kind: 'not-found',
    text: 'Выпуск {sha} не найден. Возможно, база восстановлена из копии старше него.',
    when: 'get() of an unknown release',
  },
  'version-not-found': {
    kind: 'not-found',
    text: 'Версии {commit} файла «{path}» нет.',
    when: 'readAt() of an unknown commit or of a file that it does not have',
  },
});
