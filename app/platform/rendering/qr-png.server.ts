// The QR code as a PNG for DOCX (Word's SVG support is uneven): 1-bit greyscale, made here, the same bytes each time.
import { deflateSync } from 'node:zlib';
import { type QrMatrix, qrMatrix } from './qr';

/** The white sheet around gives the rest of the quiet zone. */
const QUIET = 1;

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function scanlines(matrix: QrMatrix, scale: number, side: number): Uint8Array {
  const stride = Math.ceil(side / 8);
  const rows = Buffer.alloc((stride + 1) * side, 0xff);
  for (let y = 0; y < side; y++) {
    rows[y * (stride + 1)] = 0;
    const row = Math.floor(y / scale) - QUIET;
    if (row < 0 || row >= matrix.size) continue;
    for (let x = 0; x < side; x++) {
      const column = Math.floor(x / scale) - QUIET;
      if (column < 0 || column >= matrix.size || !matrix.isDark(row, column)) continue;
      const at = y * (stride + 1) + 1 + (x >> 3);
      rows[at] = (rows[at] as number) & ~(0x80 >> (x & 7));
    }
  }
  return rows;
}

/** PNG bytes of the QR code, `scale` pixels a module. */
export function qrPng(text: string, scale = 8): Uint8Array {
  const matrix = qrMatrix(text);
  const side = (matrix.size + 2 * QUIET) * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanlines(matrix, scale, side))),
    chunk('IEND', new Uint8Array()),
  ]);
}
