// A text whose letters were broken before it came to us: UTF-8 read as windows-1251 gives «РЎС‚Р°С‚СЊСЏ». Pure.

const SAMPLE = 20_000;
/** In Russian «Р» and «С» are a few letters of a hundred; in a broken text every second one. */
const BROKEN_SHARE = 0.3;

export function hasBrokenLetters(lines: readonly { readonly text: string }[]): boolean {
  let sample = '';
  for (const { text } of lines) {
    sample += text;
    if (sample.length > SAMPLE) break;
  }
  const letters = sample.match(/[\u0400-\u04ff]/gu)?.length ?? 0;
  const telling = sample.match(/[РС](?![а-яё]{2}|\.)/gu)?.length ?? 0;
  return letters > 40 && telling / letters > BROKEN_SHARE;
}
