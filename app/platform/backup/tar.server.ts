// The few lines of the tar format (POSIX ustar) that an archive of ours uses: plain files with short ASCII names.
// Any tar program opens it; whatever else a tar may hold (links, long names, devices) is refused on reading.

export const BLOCK = 512;
const MAGIC = 'ustar\u000000';
const NAME_BYTES = 100;

export interface TarEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

const octal = (value: number, width: number): string => value.toString(8).padStart(width - 1, '0');

export function encodeHeader({ name, size }: TarEntry, modified: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > NAME_BYTES) throw new Error(`tar name is too long: ${name}`);
  header.write(name, 0, 'ascii');
  header.write(octal(0o600, 8), 100, 'ascii');
  header.write(octal(0, 8), 108, 'ascii');
  header.write(octal(0, 8), 116, 'ascii');
  header.write(octal(size, 12), 124, 'ascii');
  header.write(octal(Math.floor(modified.getTime() / 1000), 12), 136, 'ascii');
  header.write('0', 156, 'ascii');
  header.write(MAGIC, 257, 'latin1');
  header.write(`${octal(checksumOf(header), 7)}\0 `, 148, 'ascii');
  return header;
}

// The sum of all bytes, its own field read as spaces.
function checksumOf(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (header[at] as number);
  return sum;
}

export const isZeroBlock = (block: Buffer): boolean => block.every((byte) => byte === 0);

/** null when the block is no header that we write: wrong sum, a link, a long name. */
export function decodeHeader(block: Buffer): TarEntry | null {
  const text = (start: number, end: number) => block.toString('latin1', start, end).replace(/[\0 ]+$/, '');
  const number = (start: number, end: number) => {
    const digits = text(start, end);
    return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : -1;
  };
  const size = number(124, 136);
  const isOurs =
    block.toString('latin1', 257, 265) === MAGIC &&
    number(148, 156) === checksumOf(block) &&
    block.toString('latin1', 156, 157) === '0' &&
    text(157, 257) === '' &&
    text(345, 500) === '' &&
    size >= 0;
  return isOurs ? { name: text(0, NAME_BYTES), size } : null;
}
