// Notes of publishers inside the text of an act: «(в ред. Федерального закона …)», «(Пункт дополнительно включён …)».
// They are not words of the act: set apart, kept to the letter.

const OPENING =
  /\((?:(?:Часть|Пункт|Подпункт|Абзац|Статья|Глава|Раздел|Подраздел|Параграф|Наименование|Преамбула|Приложение|Положение|Правила|Сноска|Примечание|Позиция|Строка|Формула)(?:\s+[\dIVX._]+)?\s+(?:(?:в\s+)?редакции|дополнительно|введен|утратил|исключен|дополнен|в\s+ред)|[Вв]\s+ред(?:акции|\.)|[Дд]ополнени[ея]|[Дд]ополнен[аоы]?\s|[Вв]веден[аоы]?\s|п(?:ункт|\.)\s[\d.]+\s(?:введен|в\sред)|ч(?:асть|\.)\s[\d.]+\s(?:введен|в\sред)|абзац\s(?:введен|в\sред)|пп?\.\s[«"а-я\d.]+\s(?:введен|в\sред)|Утратил[аио]?\s+силу\s+[-–—]|С\s+уч[её]том|подпункт\s+дополнительно|пункт\s+дополнительно|абзац\s+дополнительно|(?:под)?пункт\s+в\s+редакции|абзац\s+в\s+редакции)/u;

/** End of the bracket that opens at `start`, or -1; brackets inside are counted. */
export function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

export const opensNote = (text: string): boolean => text.search(OPENING) === 0;

/** Takes the notes out of a line; what is left is the act's own text. Linear. */
export function takeNotes(text: string): { text: string; notes: string[] } {
  const notes: string[] = [];
  let rest = text;
  let kept = '';
  for (;;) {
    const at = rest.search(OPENING);
    const end = at < 0 ? -1 : closingBracket(rest, at);
    if (end < 0) break;
    notes.push(rest.slice(at, end + 1));
    kept += rest.slice(0, at);
    rest = rest.slice(end + 1);
  }
  return { text: `${kept}${rest}`.replace(/\s+/gu, ' ').trim(), notes };
}
