// A file that is made while it is sent: too long to be held whole.
export interface StreamedFile {
  readonly name: string;
  readonly mediaType: string;
  /** Pieces of UTF-8 text in order; a throw breaks the file off, so its last piece must show that it is whole. */
  readonly chunks: AsyncIterable<string>;
}
