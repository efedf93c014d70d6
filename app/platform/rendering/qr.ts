// QR codes as our own SVG and as a matrix for pictures; error correction M survives a fold and a stamp.
import QRCode from 'qrcode';

export interface QrMatrix {
  readonly size: number;
  readonly isDark: (row: number, column: number) => boolean;
}

/** The matrix of a QR code (correction level M). Throws when the text is longer than a QR code can hold. */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

/** A black-on-white SVG; the white sheet around gives the rest of the quiet zone. Rows become runs, so it stays small. */
export function qrSvg(text: string): string {
  const { size, isDark } = qrMatrix(text);
  const quiet = 1;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue;
      let length = 1;
      while (column + length < size && isDark(row, column + length)) length++;
      path += `M${column + quiet} ${row + quiet}h${length}v1h-${length}z`;
      column += length - 1;
    }
  }
  const side = size + 2 * quiet;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
}
