/** A stretch of text of one look. */
export interface Piece {
  text: string;
  /** Smaller and higher than the text beside it: a note's mark, or a power. */
  raised: boolean;
}

/**
 * A stretch of text on one baseline without a wide gap. Its place is in points from the upper left
 * corner of its layer, y downwards; a layer is the page turned so that its text stands upright.
 */
export interface Fragment {
  pieces: Piece[];
  x0: number;
  x1: number;
  top: number;
  bottom: number;
  baseline: number;
  /** Of most of its characters, in points. */
  size: number;
  /** Whether all its letters are so. */
  bold: boolean;
  /** Whether any letter is bold. */
  partlyBold: boolean;
  italic: boolean;
  mono: boolean;
  artifact: boolean;
  /** Of its first characters, where the document is tagged. */
  role: string | undefined;
}

export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => piece.text).join('');

/** Adds pieces up, those of one look as one. */
export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.raised === piece.raised) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}
