// A message as RFC 5322 text: UTF-8 in base64, encoded words in headers, attachments as multipart/mixed.
import { sha256Hex } from '~/shared/sha256.server';
import { fail } from './errors';
import type { MailAddress, MailMessage } from './mailer';

export interface EmlInput {
  readonly message: MailMessage;
  readonly from: MailAddress;
  readonly at: Date;
}

/** Deterministic for one input. Throws `mail/…` on what no header can hold. */
export function buildEml({ message, from, at }: EmlInput): string {
  if (message.to.length === 0) throw fail('no-recipient');
  const mark = sha256Hex(message.id);
  const domain = from.email.split('@')[1] ?? 'localhost';
  const head = [
    `From: ${address(from)}`,
    `To: ${message.to.map(address).join(',\r\n ')}`,
    `Subject: ${encodeWord(message.subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mark.slice(0, 32)}@${domain}>`,
    'MIME-Version: 1.0',
  ];
  const body = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(message.text),
  ];
  const attachments = message.attachments ?? [];
  if (attachments.length === 0) return `${[...head, ...body].join('\r\n')}\r\n`;
  const boundary = `khartia-${mark.slice(0, 24)}`;
  const parts = attachments.map((file) => [
    `--${boundary}`,
    `Content-Type: ${plain(file.mediaType)}`,
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(plain(file.fileName))}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64(file.bytes),
  ]);
  const type = `Content-Type: multipart/mixed; boundary="${boundary}"`;
  return `${[...head, type, '', `--${boundary}`, ...body, ...parts.flat(), `--${boundary}--`].join('\r\n')}\r\n`;
}

function address({ email, name }: MailAddress): string {
  if (!/^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+$/.test(email)) throw fail('bad-address', { email });
  return name ? `${encodeWord(name)}\r\n <${email}>` : email;
}

function plain(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach a header.
  if (/[\u0000-\u001f\u007f]/.test(value)) throw fail('bad-header');
  return value;
}

// An encoded word holds at most 75 characters and its line 76: 39 bytes of UTF-8, cut between characters.
function encodeWord(value: string): string {
  plain(value);
  if (/^[ -~]*$/.test(value) && !value.includes('=?')) return value;
  const words: string[] = [];
  let piece = '';
  for (const char of value) {
    if (Buffer.byteLength(piece + char) > 39) {
      words.push(piece);
      piece = '';
    }
    piece += char;
  }
  words.push(piece);
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

function base64(content: string | Uint8Array): string {
  return Buffer.from(content as string)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n');
}

/** A header as it is written, with its folds; '' when there is none. */
const headerOf = (head: string, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\r\\n .*)*)`, 'mi').exec(head)?.[1] ?? '';

/** What the envelope of a letter that buildEml wrote says: bare addresses. */
export function envelopeOf(eml: string): { from: string; to: string[] } {
  const [head = ''] = eml.split('\r\n\r\n');
  const bare = (one: string) => /<([^<>]+)>$/.exec(one.trim())?.[1] ?? one.trim();
  return { from: bare(headerOf(head, 'From')), to: headerOf(head, 'To').split(',\r\n ').map(bare) };
}

/** Recipients, subject and text of a letter that buildEml wrote. */
export function readEml(eml: string): { to: string; subject: string; text: string } {
  const [head = '', ...rest] = eml.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const multipart = /^Content-Type: multipart/im.test(head);
  const encoded = multipart ? (body.split('\r\n\r\n')[1]?.split('\r\n--')[0] ?? '') : body;
  return {
    to: decodeWords(headerOf(head, 'To')),
    subject: decodeWords(headerOf(head, 'Subject')),
    text: Buffer.from(encoded, 'base64').toString('utf8'),
  };
}

/** Undoes {@link encodeWord}; white space between encoded words is not part of the text. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?B\?([^?]*)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('utf8'))
    .replace(/\s+/g, ' ')
    .trim();
}
