import { codePoint } from 'dingbat-to-unicode';

const privateSymbol = /[\uf020-\uf0ff]/g;

/**
 * Text in a font of symbols such as Wingdings, whose signs lie at letters or in a private range, as
 * the characters that they look like. Signs that Unicode does not have are left out.
 */
export function readSymbols(text: string, font: string | undefined): string {
  return text.replace(privateSymbol, (symbol) => {
    const code = symbol.charCodeAt(0) - 0xf000;
    return (font && codePoint(font, code)?.string) || codePoint('Symbol', code)?.string || '';
  });
}

/** One sign by its number in the font, in hexadecimal, as Word writes it. */
export function readSymbol(number: string, font: string): string {
  const code = Number.parseInt(number, 16);
  if (Number.isNaN(code)) return '';
  const inFont = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const found = codePoint(font, inFont)?.string;
  if (found !== undefined) return found;
  return code >= 0x20 && code < 0xd800 ? String.fromCharCode(code) : '';
}
