import { format } from 'numfmt';
import { childElements, firstChild, type XmlElement } from '../xml.ts';

/** How the cells with a style are shown. */
export interface CellFormat {
  /** A format code such as `#,##0.00`. */
  code: string;
  bold: boolean;
}

const general = 'General';
const plain: CellFormat = { code: general, bold: false };

/**
 * The format codes that files name by number alone (ECMA-376, part 1, 18.8.30). Those that follow
 * the settings of the machine are shown as ISO dates, which are read alike everywhere.
 */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};

/** The formats of cells by the number of their style. */
export function readCellFormats(root: XmlElement | undefined): (style: number) => CellFormat {
  const list = (parent: XmlElement | undefined, name: string, child: string) => {
    const found = firstChild(parent, name);
    return found ? childElements(found, child) : [];
  };
  const codes = new Map(
    list(root, 's:numFmts', 's:numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      attributes['formatCode'] ?? general,
    ]),
  );
  const bold = list(root, 's:fonts', 's:font').map((font) => {
    const mark = firstChild(font, 's:b');
    return mark !== undefined && !/^(?:0|false)$/.test(mark.attributes['val'] ?? '1');
  });
  const formats = list(root, 's:cellXfs', 's:xf').map(({ attributes }): CellFormat => {
    const number = Number(attributes['numFmtId'] ?? 0);
    return {
      code: codes.get(number) ?? builtIn[number] ?? general,
      bold: bold[Number(attributes['fontId'] ?? 0)] ?? false,
    };
  });
  return (style) => formats[style] ?? plain;
}

/** Days between the two dates that workbooks count from: 1900 and, long ago on Macs, 1904. */
const daysTo1904 = 1462;
const dateCode = /(?:^|[^\\"])[ymdhs]/i;
const textInCode = /"[^"]*"|\\.|\[[^\]]*\]/g;

/** A number as its cell shows it. */
export function formatNumber(value: number, code: string, from1904: boolean): string {
  // Excel shortens long numbers to the width of a cell; they are meant in full.
  if (code === general) return Number.isInteger(value) ? String(value) : formatSafely(value, code);
  const isDate = from1904 && dateCode.test(code.replace(textInCode, ''));
  return formatSafely(isDate ? value + daysTo1904 : value, code);
}

/** A text as its cell shows it, which formats can hide or write something around. */
export function formatText(value: string, code: string): string {
  const asItIs = code === general || code === '@' || !/[@;]/.test(code);
  return asItIs ? value : formatSafely(value, code);
}

function formatSafely(value: number | string, code: string): string {
  try {
    const shown = format(code, value, { nbsp: false, overflow: String(value) });
    return shown.replace(/\s+/g, ' ').trim();
  } catch {
    // A code that is none: programs show the value as it is.
    return String(value);
  }
}
