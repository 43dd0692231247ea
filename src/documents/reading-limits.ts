/** What one file may cost. A file beyond a limit is refused as a whole: half a document misleads. */
export interface ReadingLimits {
  /** Of the file. */
  bytes: number;
  /** Of all that is unpacked from an archive, together. */
  unpackedBytes: number;
  /** Files in an archive. */
  entries: number;
  pages: number;
  /** UTF-16 units of the canonical text. */
  characters: number;
}

/** Ample for books, reports of thousands of pages and tables of 100,000 rows. */
export const readingLimits: ReadingLimits = {
  bytes: 100_000_000,
  unpackedBytes: 400_000_000,
  entries: 20_000,
  pages: 5_000,
  characters: 20_000_000,
};
