import { errorsOf } from '~/shared/app-error';

/** Every expected refusal of a file that somebody brings. */
export const OFFICE_ERRORS = {
  empty: {
    kind: 'invalid',
    text: 'Файл пуст: в нём нет ни одного байта. Проверьте, тот ли файл вы выбрали, и загрузите его снова.',
    when: 'no bytes',
  },
  'no-text': {
    kind: 'invalid',
    text: 'В файле нет текста: {found}. Если это снимок или скан, распознайте текст и загрузите его в формате DOCX или TXT.',
    when: 'a readable file without a single letter',
  },
  'too-large': {
    kind: 'limit',
    text: 'Файл слишком велик: {megabytes} МБ при пределе {limit} МБ. Чаще всего место занимают картинки: удалите их или вставьте только текст.',
    when: 'more bytes than an upload may have',
  },
  'pdf-given': {
    kind: 'invalid',
    text: 'Это PDF: его текст нельзя взять без потерь. Откройте исходный файл в Word и загрузите DOCX, или скопируйте текст из PDF и вставьте его в поле ниже.',
    when: 'a PDF under any name',
  },
  'image-given': {
    kind: 'invalid',
    text: 'Это картинка, а не текст. Распознайте её (например, в приложении для сканирования) и загрузите DOCX или TXT.',
    when: 'PNG, JPEG, GIF, WebP, TIFF, BMP',
  },
  'old-word': {
    kind: 'invalid',
    text: 'Это документ старого Word (.doc). Откройте его в Word или LibreOffice, выберите «Сохранить как» → DOCX и загрузите новый файл.',
    when: 'an OLE container with a WordDocument stream',
  },
  'spreadsheet-given': {
    kind: 'invalid',
    text: 'Это таблица Excel или Calc. Скопируйте нужные ячейки и вставьте их в текст: таблица сохранится.',
    when: 'xls, xlsx, ods',
  },
  'slides-given': {
    kind: 'invalid',
    text: 'Это презентация. Сохраните её текст в DOCX («Файл» → «Экспорт») или вставьте его в поле ниже.',
    when: 'ppt, pptx, odp',
  },
  encrypted: {
    kind: 'invalid',
    text: 'Файл закрыт паролем, прочитать его нельзя. Снимите пароль («Файл» → «Сведения» → «Защита документа») и загрузите снова.',
    when: 'an encrypted OOXML or ODF package',
  },
  macros: {
    kind: 'invalid',
    text: 'В файле есть макросы (программы), такие файлы не принимаются. Сохраните его как обычный DOCX без макросов и загрузите снова.',
    when: 'vbaProject.bin or a macro-enabled content type',
  },
  'unknown-format': {
    kind: 'invalid',
    text: 'Файл такого вида не читается: {found}. Принимаются DOCX, ODT, RTF, HTML и TXT; сохраните документ в одном из этих видов.',
    when: 'neither a known container nor text',
  },
  damaged: {
    kind: 'invalid',
    text: 'Файл повреждён: {reason}. Откройте его в Word или LibreOffice, сохраните заново и загрузите ещё раз.',
    when: 'a broken archive or XML, a missing main part',
  },
  hostile: {
    kind: 'invalid',
    text: 'Файл не принят: {reason}. Так устроены файлы, которые вредят программам. Если это обычный документ, пересохраните его в Word или LibreOffice.',
    when: 'zip bomb, entities or DTD, paths that leave the archive, absurd nesting',
  },
  deadline: {
    kind: 'limit',
    text: 'Файл не удалось прочитать за {seconds} с: он слишком велик или сложен. Разделите его на части и загрузите их по одной.',
    when: 'reading passed its deadline',
  },
} as const;

export const officeError = errorsOf('office', OFFICE_ERRORS);
