// Opens the archive of an office file: names checked, sizes checked before anything is unpacked, and again while
// unpacking (a header may lie). Only the parts that are asked for are unpacked.
import { Inflate, unzipSync } from 'fflate';
import { officeError } from './errors';
import { type Deadline, OFFICE_LIMITS } from './limits';

export interface OfficePackage {
  readonly names: readonly string[];
  /** The part's bytes; null when there is none. Throws office/hostile, office/damaged. */
  read(name: string): Uint8Array | null;
}

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly originalSize: number;
}

const isOutside = (name: string) =>
  name.startsWith('/') || name.includes('\\') || /^[a-z]:/i.test(name) || name.split('/').includes('..');

function list(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      entries.push({ name, size, originalSize });
      if (entries.length > OFFICE_LIMITS.entries) {
        throw officeError('hostile', { reason: `в архиве больше ${OFFICE_LIMITS.entries} файлов` });
      }
      return false;
    },
  });
  return entries;
}

function check(entries: readonly Entry[]): void {
  let total = 0;
  for (const { name, size, originalSize } of entries) {
    if (isOutside(name))
      throw officeError('hostile', { reason: 'имя файла внутри архива выходит за его пределы' });
    total += originalSize;
    if (originalSize > OFFICE_LIMITS.ratioFreeBytes && originalSize > size * OFFICE_LIMITS.ratio) {
      throw officeError('hostile', { reason: 'архив сжат в сотни раз («архивная бомба»)' });
    }
  }
  if (total > OFFICE_LIMITS.unpackedBytes) {
    const megabytes = Math.round(OFFICE_LIMITS.unpackedBytes / 1024 / 1024);
    throw officeError('hostile', { reason: `в распакованном виде файл больше ${megabytes} МБ` });
  }
}

/** Offset and method of the packed data of every entry, from the central directory. */
function locate(bytes: Uint8Array): Map<string, { at: number; size: number; packed: boolean }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const found = new Map<string, { at: number; size: number; packed: boolean }>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50) break;
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const header = view.getUint32(at + 42, true);
    const data = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    const packed = view.getUint16(at + 10, true) === 8;
    found.set(name, { at: data, size: view.getUint32(at + 20, true), packed });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/** Inflates in pieces and stops at the cap, whatever the header says. */
function inflate(data: Uint8Array, deadline: Deadline): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const inflater = new Inflate((chunk) => {
    total += chunk.length;
    if (total > OFFICE_LIMITS.unpackedBytes) {
      throw officeError('hostile', { reason: 'архив распаковывается без конца' });
    }
    chunks.push(chunk);
  });
  const STEP = 65_536;
  for (let at = 0; at < data.length; at += STEP) {
    deadline();
    inflater.push(data.subarray(at, at + STEP), at + STEP >= data.length);
  }
  return Buffer.concat(chunks);
}

/** Opens an archive. Throws office/damaged, office/hostile, office/deadline. */
export function openPackage(bytes: Uint8Array, deadline: Deadline): OfficePackage {
  const wrapped = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if ((error as { code?: unknown }).code?.toString().startsWith('office/')) throw error;
      throw officeError('damaged', { reason: 'архив внутри него не открывается' }, error);
    }
  };
  const entries = wrapped(() => list(bytes));
  check(entries);
  const places = wrapped(() => locate(bytes));
  return {
    names: entries.map(({ name }) => name),
    read(name) {
      const place = places.get(name);
      if (!place) return null;
      const data = bytes.subarray(place.at, place.at + place.size);
      return wrapped(() => (place.packed ? inflate(data, deadline) : data));
    },
  };
}
