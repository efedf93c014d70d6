// The part of the documents module's error table that remarks and suggestions own; the codes are `documents/remark-…`.
import { errorsOf } from '~/shared/app-error';

export const REMARK_ERRORS = {
  'remark-not-found': {
    kind: 'not-found',
    text: 'Замечание не найдено: возможно, его удалил автор. Обновите страницу.',
    when: 'no such remark, or reply, in this document',
  },
  'remark-late': {
    kind: 'conflict',
    text: 'Изменить или удалить запись можно в течение {minutes} минут, пока на неё не ответили. Напишите уточнение ответом.',
    when: 'editing or deleting after the short time, or after a reply or an answer',
  },
  'remark-quote': {
    kind: 'invalid',
    text: 'В этом пункте нет таких слов: «{quote}». Скопируйте цитату из текста или оставьте поле пустым.',
    when: 'the quoted stretch is not in the block',
  },
  'remark-block': {
    kind: 'conflict',
    text: 'Этого пункта в тексте уже нет. Обновите страницу: ваш текст сохранён в форме.',
    when: 'the block a remark or a suggestion names is not in the text',
  },
  'remark-limit': {
    kind: 'limit',
    text: 'У документа уже {count} замечаний и правок, больше {limit} не принимается. Закройте решённые или сохраните новую версию.',
    when: 'more heads than a document may hold',
  },
  'remark-route': {
    kind: 'conflict',
    text: 'Это замечание пришло с решением согласующего: на него отвечают «учтено», «учтено частично» или «отклонено», закрыть его без ответа нельзя.',
    when: 'resolving or reopening a remark that belongs to the route',
  },
  'file-not-docx': {
    kind: 'invalid',
    text: 'Правки и примечания читаются только из DOCX, а это {format}. Откройте файл в Word или LibreOffice, сохраните как DOCX и загрузите снова.',
    when: 'a readable file of another kind was brought back',
  },
  'file-unknown': {
    kind: 'not-found',
    text: 'Загруженный файл не найден. Загрузите его ещё раз.',
    when: 'no such returned file of this document',
  },
  'file-taken': {
    kind: 'conflict',
    text: 'Правки и замечания из этого файла уже перенесены в документ.',
    when: 'a returned file is taken over a second time',
  },
  'file-empty': {
    kind: 'invalid',
    text: 'Переносить нечего: новых правок и замечаний в файле нет.',
    when: 'taking over a file that holds nothing new',
  },
  'suggestion-not-found': {
    kind: 'not-found',
    text: 'Предложенная правка не найдена. Обновите страницу.',
    when: 'no such suggestion in this document',
  },
  'suggestion-decided': {
    kind: 'conflict',
    text: 'По этой правке решение уже принято. Обновите страницу, чтобы увидеть его.',
    when: 'deciding or withdrawing what is no longer open',
  },
  'suggestion-unfit': {
    kind: 'conflict',
    text: 'Текст с тех пор изменился: правку нельзя внести сама собой. Сравните оба текста и внесите её вручную.',
    when: 'none of the chosen suggestions fits the current text',
  },
  'suggestion-empty': {
    kind: 'invalid',
    text: 'Вы ничего не изменили: текст совпадает с текстом пункта.',
    when: 'a proposed wording equals the present one',
  },
  'suggestion-lines': {
    kind: 'invalid',
    text: 'В {what} можно менять слова, но не число строк: было {was}, стало {now}. Верните строки, а об остальном напишите замечанием.',
    when: 'lines were added to or removed from a table or a nested list',
  },
  'suggestion-place': {
    kind: 'invalid',
    text: 'Сюда этот пункт перенести нельзя: {reason}. Выберите другое место.',
    when: 'moving a block into itself or where its type may not stand',
  },
} as const;

export const remarkError = errorsOf('documents', REMARK_ERRORS);
