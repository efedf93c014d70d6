// Follows HTML through the pieces of a template, so that each {{…}} is known to stand in text, in a tag or in a value.

export type HtmlState = 'text' | 'tag' | 'value' | 'comment';
export interface HtmlCursor {
  state: HtmlState;
  quote: '"' | "'";
  /** Attribute whose value is being read, and the static beginning of that value. */
  attribute: string;
  value: string;
}
export interface HtmlFault {
  offset: number;
  message: string;
}

export function startCursor(): HtmlCursor {
  return { state: 'text', quote: '"', attribute: '', value: '' };
}

/** Advances the cursor over static text; returns faults with their offsets in it. */
export function readHtml(cursor: HtmlCursor, text: string): HtmlFault[] {
  const faults: HtmlFault[] = [];
  for (let i = 0; i < text.length; i++) i = step(cursor, text, i, faults);
  return faults;
}

function step(cursor: HtmlCursor, text: string, i: number, faults: HtmlFault[]): number {
  const char = text[i] ?? '';
  if (cursor.state === 'comment') {
    if (!text.startsWith('-->', i)) return i;
    cursor.state = 'text';
    return i + 2;
  }
  if (cursor.state === 'text') {
    if (text.startsWith('<!--', i)) {
      cursor.state = 'comment';
      return i + 3;
    }
    if (char === '<' && /[a-z/!]/i.test(text[i + 1] ?? '')) {
      if (/^<\/?script/i.test(text.slice(i, i + 8)))
        faults.push({ offset: i, message: 'тег <script> запрещён' });
      cursor.state = 'tag';
      cursor.attribute = '';
    }
    return i;
  }
  if (cursor.state === 'tag') return stepTag(cursor, text, i, faults);
  if (char === cursor.quote) {
    cursor.state = 'tag';
    cursor.attribute = '';
  } else {
    cursor.value += char;
    if (char === ':' && /^\s*(javascript|vbscript|data):$/i.test(cursor.value.replace(/&[^;]*;|\s/g, ''))) {
      faults.push({ offset: i, message: 'адреса javascript:, vbscript: и data: запрещены' });
    }
  }
  return i;
}

function stepTag(cursor: HtmlCursor, text: string, i: number, faults: HtmlFault[]): number {
  const char = text[i] ?? '';
  if (char === '>') {
    cursor.state = 'text';
  } else if (char === '=') {
    const rest = /^\s*(["']?)/.exec(text.slice(i + 1));
    const quote = rest?.[1];
    if (!quote) faults.push({ offset: i, message: 'значение атрибута нужно взять в кавычки' });
    else {
      cursor.state = 'value';
      cursor.quote = quote as '"' | "'";
      cursor.value = '';
      return i + (rest?.[0].length ?? 0);
    }
  } else if (/[a-z]/i.test(char)) {
    const name = /^[a-z][a-z0-9-]*/i.exec(text.slice(i))?.[0] ?? char;
    cursor.attribute = name.toLowerCase();
    if (/^on[a-z]/.test(cursor.attribute)) faults.push({ offset: i, message: `атрибут ${name} запрещён` });
    return i + name.length - 1;
  } else if (char === '"' || char === "'") {
    faults.push({ offset: i, message: 'лишняя кавычка в теге' });
  }
  return i;
}
