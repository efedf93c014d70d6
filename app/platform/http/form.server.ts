// Reading a form with a limit that holds while the bytes arrive, not after.
import { httpError } from './errors';

const DEFAULT_FORM_BYTES = 256 * 1024;

/** Past this the connection is simply closed. */
const MOST_DRAINED_BYTES = 128 * 1024 * 1024;

async function drain({ body }: Request): Promise<void> {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done);
}

/** Bytes of a body, at most `maxBytes`; throws `http/body-too-large` as soon as there are more. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => httpError('body-too-large', { limit: sizeText(maxBytes), maxBytes });
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > maxBytes) {
    // A browser shows the answer only when its upload was taken: what is sent is read and thrown away.
    if (announced <= MOST_DRAINED_BYTES) await drain(request);
    throw tooLarge();
  }
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** The form of a request. Throws `http/body-too-large` and `http/body-not-form`. */
export async function readForm(
  request: Request,
  options: { readonly maxBytes?: number } = {},
): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw httpError('body-not-form');
  const body = await readBody(request, options.maxBytes ?? DEFAULT_FORM_BYTES);
  const copy = new Response(body as BodyInit, { headers: { 'content-type': type } });
  return copy.formData().catch((cause: unknown) => {
    throw httpError('body-not-form', {}, cause);
  });
}

function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} МБ` : `${Math.floor(bytes / 1024)} КБ`;
}
