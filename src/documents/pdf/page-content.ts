/** How a font looks, as far as its name and descriptor say. */
export interface FontStyle {
  bold: boolean;
  italic: boolean;
  /** Every letter has the same width. */
  mono: boolean;
}

/**
 * A character as it stands on a page. Places are in points from the upper left corner of the page
 * as it is shown, y downwards.
 */
export interface Glyph {
  /** One character, or several where a ligature or a font's table says so. */
  text: string;
  /** Where its baseline begins. */
  x: number;
  y: number;
  /** Its width along the baseline. */
  width: number;
  /** Of the type, in points as shown. */
  size: number;
  /** Of the baseline, clockwise in whole degrees, 0 to 359. */
  angle: number;
  font: FontStyle;
  /** Shown neither filled nor stroked, as the text layer over a scan is. */
  invisible: boolean;
  /** Marked by the document as no part of its content, such as a running header. */
  artifact: boolean;
  /** Index into the page's structure tree. */
  markedContent: number | undefined;
}

/** A thin straight line, or a thin filled box, along one axis. */
export interface Ruling {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** What is drawn on one page. */
export interface PageContent {
  /** 1-based. */
  number: number;
  width: number;
  height: number;
  glyphs: Glyph[];
  rulings: Ruling[];
  /** Shapes that are no text. */
  shapes: number;
  /** Roles such as `H1` and `TD` by index of the marked content, where the document is tagged. */
  roles: ReadonlyMap<number, string>;
}
