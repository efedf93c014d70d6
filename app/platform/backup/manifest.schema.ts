// What an archive says of itself: `khartia-backup.json` (first entry) and `manifest.json` (last but one).
import { z } from 'zod';

export const FORMAT = 'khartia-backup';
export const FORMAT_VERSION = 1;

const count = z.number().int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const HeadSchema = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.number().int().min(1),
  product: z.string().max(100),
  createdAt: z.iso.datetime(),
});

/** Sums are over the unpacked bytes of a part, in the order of its entries. */
const PartSchema = z.object({ bytes: count, sha256 });

export const CollectionPartSchema = PartSchema.extend({
  /** Its folder in the archive: `database/0001`. */
  part: z.string().regex(/^\d{4}$/),
  name: z.string().min(1).max(200),
  documents: count,
  indexes: count,
});

export const ManifestSchema = HeadSchema.extend({
  backend: z.enum(['embedded', 'mongodb']),
  collections: z.array(CollectionPartSchema).max(9999),
  content: PartSchema.extend({ files: count }),
  files: PartSchema.extend({ count }),
  /** Files on the disk that were already damaged and therefore are not in the archive. */
  damagedFiles: z.array(sha256),
  /** Name of a key -> first 16 characters of its SHA-256: says which key belongs here, not what it is. */
  keys: z.record(z.string(), z.string().regex(/^[0-9a-f]{16}$/)),
});

export type Head = z.infer<typeof HeadSchema>;
export type CollectionPart = z.infer<typeof CollectionPartSchema>;
export type Manifest = z.infer<typeof ManifestSchema>;

export const ENTRY = {
  head: 'khartia-backup.json',
  manifest: 'manifest.json',
  manifestSum: 'manifest.sha256',
} as const;

/** Unpacked bytes gathered in one entry before it is closed; one document more may follow. */
export const CHUNK_BYTES = 4 * 1024 * 1024;
/** No chunk unpacks to more: a full one and a document of 16 MB. */
export const MAX_CHUNK_BYTES = 24 * 1024 * 1024;
