import { decodeEscapes } from '../ooxml/decode-escapes.ts';
import { scanXml, type XmlSource } from '../xml.ts';
import { type CellFormat, formatNumber, formatText } from './cell-formats.ts';

/** A cell that shows something. */
export interface Cell {
  /** From 1. */
  column: number;
  /** On one line, without tabs. */
  text: string;
  /** Whether it is a number, a date or a truth value and not a text. */
  isValue: boolean;
  bold: boolean;
}

export interface Row {
  /** From 1. */
  number: number;
  cells: Cell[];
}

export interface Sheet {
  /** Those that show something, from top to bottom. */
  rows: Row[];
  /** Rows at the top that stay in view when the others are scrolled. */
  frozenRows: number;
  /** The area that a filter stands over, such as `A3:D20`. */
  filter: string | undefined;
}

export interface Workbook {
  strings: readonly string[];
  formatOf(style: number): CellFormat;
  from1904: boolean;
}

/** Reads a sheet from start to end; what is empty takes no memory. */
export function readSheet(xml: string, source: XmlSource, workbook: Workbook): Sheet {
  const scanner = new SheetScanner(workbook);
  scanXml(xml, source, scanner);
  return scanner.sheet;
}

type Attributes = Readonly<Record<string, string>>;

class SheetScanner {
  readonly sheet: Sheet = { rows: [], frozenRows: 0, filter: undefined };
  readonly #workbook: Workbook;
  #row: Row = { number: 0, cells: [] };
  #cell = { column: 0, type: 'n', style: 0, value: '' };
  #inValue = false;
  #inReading = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 's:row') {
      const number = Number(attributes['r']) || this.#row.number + 1;
      this.#row = { number, cells: [] };
      this.#cell.column = 0;
    } else if (name === 's:c') {
      this.#cell = {
        column: columnOf(attributes['r']) ?? this.#cell.column + 1,
        type: attributes['t'] ?? 'n',
        style: Number(attributes['s']) || 0,
        value: '',
      };
    } else if (name === 's:rPh') this.#inReading = true;
    else if (name === 's:v' || name === 's:t') this.#inValue = !this.#inReading;
    else if (name === 's:pane') this.#readPane(attributes);
    else if (name === 's:autoFilter') this.sheet.filter = attributes['ref'];
  }

  text(value: string): void {
    if (this.#inValue) this.#cell.value += value;
  }

  close(name: string): void {
    if (name === 's:v' || name === 's:t') this.#inValue = false;
    else if (name === 's:rPh') this.#inReading = false;
    else if (name === 's:c') this.#endCell();
    else if (name === 's:row' && this.#row.cells.length > 0) this.sheet.rows.push(this.#row);
  }

  #readPane({ state = '', ySplit }: Attributes): void {
    if (state.startsWith('frozen')) this.sheet.frozenRows = Number(ySplit) || 0;
  }

  #endCell(): void {
    const { column, type, style, value } = this.#cell;
    if (value === '') return;
    const { code, bold } = this.#workbook.formatOf(style);
    const isValue = type === 'n' || type === 'd' || type === 'b';
    const text = this.#show(type, value, code).replace(/\s+/g, ' ').trim();
    if (text !== '') this.#row.cells.push({ column, text, isValue, bold });
  }

  #show(type: string, value: string, code: string): string {
    switch (type) {
      case 's':
        return formatText(this.#workbook.strings[Number(value)] ?? '', code);
      case 'str':
      case 'inlineStr':
        return formatText(decodeEscapes(value), code);
      case 'b':
        return value.trim() === '1' ? 'TRUE' : 'FALSE';
      case 'n': {
        const number = Number(value);
        return Number.isNaN(number) ? value : formatNumber(number, code, this.#workbook.from1904);
      }
      default:
        return value;
    }
  }
}

/** 1 for A, 27 for AA; undefined where the reference is none. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Za-z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters.toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
}
