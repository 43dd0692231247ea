import { type OperatorNames, type PdfFont, type PdfGlyph, toFontStyle } from './engine-types.ts';
import { type Outline, readGlyph } from './glyph-reading.ts';
import { applyMatrix, identity, type Matrix, multiply } from './matrix.ts';
import type { FontStyle, Glyph, Ruling } from './page-content.ts';
import { collectRulings } from './path-rulings.ts';

/** What a page draws, as the engine lists it. */
export interface DrawingList {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

export interface DrawingContext {
  operators: OperatorNames;
  /** From the page's own space to the page as shown. */
  viewport: Matrix;
  fontOf(name: string): PdfFont | undefined;
  /** How a glyph is drawn, where it is. */
  outlineOf(font: PdfFont, glyph: PdfGlyph): Outline | undefined;
  /** Whether a layer of the document is switched on. */
  isLayerVisible(layer: unknown): boolean;
}

export interface Drawing {
  glyphs: Glyph[];
  rulings: Ruling[];
  shapes: number;
}

interface TextState {
  font: PdfFont | undefined;
  style: FontStyle;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderingMode: number;
}

type NumberKey = Exclude<keyof TextState, 'font' | 'style'>;

/** Operands are as the file has them; their types are those that the operator asks for. */
type Operands = readonly [never, never, never, never];
type Handler = (operands: Operands) => void;

interface MarkedContent {
  hidden: boolean;
  artifact: boolean;
  id: number | undefined;
}

const plainStyle: FontStyle = { bold: false, italic: false, mono: false };
const startState: TextState = {
  font: undefined,
  style: plainStyle,
  size: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  renderingMode: 0,
};
/** Text that is neither filled nor stroked; see ISO 32000-2, 9.3.6. */
const invisibleMode = 3;

/**
 * Follows a page's drawing operators and notes where each character comes to stand, by the rules of
 * ISO 32000-2, 9.4. Layers that are switched off are passed over; fonts that are missing, too.
 */
export function interpretOperators(list: DrawingList, context: DrawingContext): Drawing {
  const interpreter = new Interpreter(context);
  list.fnArray.forEach((operator, index) => {
    interpreter.run(operator, (list.argsArray[index] ?? []) as unknown as Operands);
  });
  return interpreter.drawing;
}

class Interpreter {
  readonly drawing: Drawing = { glyphs: [], rulings: [], shapes: 0 };
  readonly #context: DrawingContext;
  readonly #handlers: Map<number, Handler>;
  #matrix: Matrix;
  #state: TextState = { ...startState };
  #stack: { matrix: Matrix; state: TextState }[] = [];
  #marked: MarkedContent[] = [];
  #textMatrix: Matrix = identity;
  #lineX = 0;
  #lineY = 0;
  #x = 0;
  #y = 0;

  constructor(context: DrawingContext) {
    this.#context = context;
    this.#matrix = context.viewport;
    this.#handlers = this.#createHandlers(context.operators);
  }

  run(operator: number, args: Operands): void {
    this.#handlers.get(operator)?.(args);
  }

  #createHandlers(names: OperatorNames): Map<number, Handler> {
    const handlers: [number, Handler][] = [
      [names.save, () => this.#save()],
      [names.restore, () => this.#restore()],
      [names.transform, (args) => this.#transform(args as readonly number[] as unknown as Matrix)],
      [names.paintFormXObjectBegin, ([matrix]) => this.#beginForm(matrix)],
      [names.paintFormXObjectEnd, () => this.#restore()],
      [names.beginGroup, () => this.#save()],
      [names.endGroup, () => this.#restore()],
      [names.beginAnnotation, ([, , transform, matrix]) => this.#beginPart(transform, matrix)],
      [names.endAnnotation, () => this.#restore()],
      [names.beginText, () => this.#setTextMatrix(identity)],
      [names.setTextMatrix, ([matrix]) => this.#setTextMatrix(matrix)],
      [names.moveText, ([x, y]) => this.#moveText(x, y)],
      [names.setLeadingMoveText, ([x, y]) => this.#moveText(x, y, -y)],
      [names.nextLine, () => this.#moveText(0, this.#state.leading)],
      [names.setFont, ([name, size]) => this.#setFont(name, size)],
      [names.setGState, ([entries]) => this.#setGraphicsState(entries)],
      [names.setCharSpacing, ([value]) => this.#set('characterSpacing', value)],
      [names.setWordSpacing, ([value]) => this.#set('wordSpacing', value)],
      [names.setHScale, ([value]) => this.#set('horizontalScale', value / 100)],
      [names.setLeading, ([value]) => this.#set('leading', -value)],
      [names.setTextRise, ([value]) => this.#set('rise', value)],
      [names.setTextRenderingMode, ([value]) => this.#set('renderingMode', value)],
      [names.showText, ([glyphs]) => this.#showText(glyphs)],
      [names.constructPath, (args) => this.#drawPath(args)],
      [names.beginMarkedContent, ([tag]) => this.#beginMarked(tag, undefined)],
      [names.beginMarkedContentProps, ([tag, id]) => this.#beginMarked(tag, id)],
      [names.endMarkedContent, () => void this.#marked.pop()],
    ];
    return new Map(handlers);
  }

  #set(key: NumberKey, value: number): void {
    this.#state[key] = Number.isFinite(value) ? value : 0;
  }

  #save(): void {
    this.#stack.push({ matrix: this.#matrix, state: { ...this.#state } });
  }

  #restore(): void {
    const saved = this.#stack.pop();
    if (!saved) return;
    this.#matrix = saved.matrix;
    this.#state = saved.state;
  }

  #transform(matrix: Matrix): void {
    this.#matrix = multiply(this.#matrix, matrix);
  }

  #beginForm(matrix: Matrix | null): void {
    this.#save();
    if (matrix) this.#transform(matrix);
  }

  /** An annotation is drawn with a state of its own, in the page's space. */
  #beginPart(transform: Matrix, matrix: Matrix): void {
    this.#save();
    this.#state = { ...startState };
    this.#matrix = multiply(multiply(this.#context.viewport, transform), matrix);
  }

  #setTextMatrix(matrix: Matrix): void {
    this.#textMatrix = matrix;
    this.#x = this.#lineX = 0;
    this.#y = this.#lineY = 0;
  }

  #moveText(x: number, y: number, leading?: number): void {
    if (leading !== undefined) this.#state.leading = -leading;
    this.#x = this.#lineX += x;
    this.#y = this.#lineY += y;
  }

  #setFont(name: string, size: number): void {
    const font = this.#context.fontOf(name);
    this.#state.font = font;
    this.#state.size = size;
    this.#state.style = font ? toFontStyle(font) : plainStyle;
  }

  #setGraphicsState(entries: [key: string, value: [name: string, size: number]][]): void {
    for (const [key, value] of entries) if (key === 'Font') this.#setFont(...value);
  }

  #beginMarked(tag: string, id: unknown): void {
    const outer = this.#marked.at(-1);
    const hidden = tag === 'OC' && id !== undefined && !this.#context.isLayerVisible(id);
    this.#marked.push({
      hidden: hidden || (outer?.hidden ?? false),
      artifact: tag === 'Artifact' || (outer?.artifact ?? false),
      id: typeof id === 'number' ? id : outer?.id,
    });
  }

  #drawPath(args: readonly unknown[]): void {
    if (this.#marked.at(-1)?.hidden) return;
    this.drawing.shapes += 1;
    collectRulings(args, this.#matrix, this.#context.operators, this.drawing.rulings);
  }

  #showText(glyphs: readonly (PdfGlyph | number)[]): void {
    const { font, size, horizontalScale } = this.#state;
    if (!font || size === 0 || !Array.isArray(glyphs)) return;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') this.#advance((-glyph * size) / 1000, font.vertical);
      else if (glyph) this.#showGlyph(glyph, font, size * horizontalScale);
    }
  }

  #advance(distance: number, vertical: boolean): void {
    if (vertical) this.#y += distance;
    else this.#x += distance * this.#state.horizontalScale;
  }

  #showGlyph(glyph: PdfGlyph, font: PdfFont, horizontalSize: number): void {
    const { size, characterSpacing, wordSpacing } = this.#state;
    const unit = font.fontMatrix?.[0] ?? 0.001;
    const spacing = characterSpacing + (glyph.isSpace ? wordSpacing : 0);
    const metrics = glyph.vmetric ?? font.defaultVMetrics;
    if (font.vertical && metrics) {
      this.#place(glyph, font, Math.abs(metrics[0] * unit * size));
      this.#advance(metrics[0] * unit * size - spacing, true);
    } else {
      this.#place(glyph, font, Math.abs(glyph.width * unit * horizontalSize));
      this.#advance(glyph.width * unit * size + spacing, false);
    }
  }

  #place(glyph: PdfGlyph, font: PdfFont, width: number): void {
    const marked = this.#marked.at(-1);
    if (marked?.hidden || !glyph.unicode) return;
    const text = readGlyph(glyph, font, this.#context.outlineOf);
    const { size, rise, style, renderingMode } = this.#state;
    const matrix = multiply(this.#matrix, this.#textMatrix);
    const [x, y] = applyMatrix(matrix, this.#x, this.#y + rise);
    if (!Number.isFinite(x + y)) return;
    const sign = size < 0 ? -1 : 1;
    const along = Math.hypot(matrix[0], matrix[1]);
    const up = Math.hypot(matrix[2], matrix[3]);
    const shown = Math.abs(size) * up * typeHeight(font);
    const turned = Math.atan2(matrix[1] * sign, matrix[0] * sign) * (180 / Math.PI);
    const angle = (Math.round(turned) + (font.vertical ? 90 : 0) + 360) % 360;
    // Type that runs down is set on its middle line; its baseline is a quarter of its size beside it.
    const aside = font.vertical ? shown / 4 : 0;
    this.drawing.glyphs.push({
      text,
      x: x - aside * Math.cos(((angle - 90) * Math.PI) / 180),
      y: y - aside * Math.sin(((angle - 90) * Math.PI) / 180),
      width: width * (font.vertical ? up : along),
      size: shown,
      angle,
      font: style,
      invisible: (renderingMode & 3) === invisibleMode && renderingMode !== 7,
      artifact: marked?.artifact ?? false,
      markedContent: marked?.id,
    });
  }
}

/** A font made of drawings has a space of its own, whose height only its box tells. */
function typeHeight(font: PdfFont): number {
  if (!font.isType3Font) return 1;
  const unit = Math.abs(font.fontMatrix?.[3] ?? 0.001);
  const height = font.bbox ? Math.abs(font.bbox[3] - font.bbox[1]) : 0;
  return height > 0 ? unit * height : unit * 1000;
}
