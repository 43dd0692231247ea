import type { FontStyle } from './page-content.ts';

/** The parts of pdf.js's drawing lists that are read here; its own types leave them open. */
export interface PdfGlyph {
  unicode: string;
  originalCharCode: number;
  /** Names its outline within the font. */
  fontChar: string;
  /** In thousandths of the font's size, or in the space of a font made of drawings. */
  width: number;
  vmetric?: readonly [advance: number, x: number, y: number] | null;
  isSpace: boolean;
}

export interface PdfFont {
  name: string;
  loadedName?: string;
  /** Whether its codes may have several bytes. */
  composite?: boolean;
  isMonospace?: boolean;
  toUnicode?: { _map?: readonly (string | undefined)[] };
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
  vertical: boolean;
  isType3Font?: boolean;
  fontMatrix?: readonly number[];
  bbox?: readonly [number, number, number, number];
  defaultVMetrics?: readonly [advance: number, x: number, y: number];
}

/** Numbers of drawing operators by name. */
export type OperatorNames = Readonly<Record<OperatorName, number>>;

type OperatorName =
  | 'save'
  | 'restore'
  | 'transform'
  | 'paintFormXObjectBegin'
  | 'paintFormXObjectEnd'
  | 'beginGroup'
  | 'endGroup'
  | 'beginAnnotation'
  | 'endAnnotation'
  | 'beginText'
  | 'setTextMatrix'
  | 'moveText'
  | 'setLeadingMoveText'
  | 'nextLine'
  | 'setFont'
  | 'setGState'
  | 'setCharSpacing'
  | 'setWordSpacing'
  | 'setHScale'
  | 'setLeading'
  | 'setTextRise'
  | 'setTextRenderingMode'
  | 'showText'
  | 'constructPath'
  | 'beginMarkedContent'
  | 'beginMarkedContentProps'
  | 'endMarkedContent'
  | 'stroke'
  | 'closeStroke'
  | 'fillStroke'
  | 'eoFillStroke'
  | 'closeFillStroke'
  | 'closeEOFillStroke'
  | 'fill'
  | 'eoFill'
  | 'endPath';

/** `Medi` and `bx` are how Nimbus and Computer Modern name their bold. */
const boldName = /bold|black|heavy|semibold|demi|-medi(?![a-z]*um)|^cmbx|^cmssbx|^sfbx/i;
const italicName = /ital|obli|slanted|^cmti|^cmsl|^sfti/i;
const monoName = /mono|courier|consol|typewriter|^cmtt|^sftt|menlo|monaco|fixed|code|-tt$/i;
const subsetPrefix = /^[A-Z]{6}\+/;

export function toFontStyle(font: PdfFont): FontStyle {
  const name = (font.name ?? '').replace(subsetPrefix, '');
  return {
    bold: Boolean(font.bold || font.black) || boldName.test(name),
    italic: Boolean(font.italic) || italicName.test(name),
    mono: Boolean(font.isMonospace) || monoName.test(name),
  };
}
