import { encodingOfCharset, encodingOfCodePage, symbolCharset } from './rtf-encodings.ts';

/** What a style or a paragraph says that a paragraph is. */
export interface ParagraphRole {
  /** 1 for a heading of the first level. */
  heading?: number;
  title?: boolean;
}

export interface RtfFont {
  name: string;
  encoding: string | undefined;
  isSymbol: boolean;
}

const headingName = /^(?:heading|überschrift|titre|título|titolo|kop|rubrik|nadpis) ?([1-6])$/i;

/** Paragraphs of the outline’s levels 0–5 are headings; 9 is text. */
export function headingOfOutline(level: number | undefined): number | undefined {
  return level !== undefined && level >= 0 && level <= 5 ? level + 1 : undefined;
}

export function roleOfStyle(name: string, outlineLevel: number | undefined): ParagraphRole {
  const plain = name.replace(/;$/, '').trim();
  if (/^(?:title|titel)$/i.test(plain)) return { title: true };
  const named = headingName.exec(plain)?.[1];
  const heading = headingOfOutline(outlineLevel) ?? (named ? Number(named) : undefined);
  return heading === undefined ? {} : { heading };
}

export function makeFont(
  name: string,
  { charset, codePage }: { charset: number | undefined; codePage: number | undefined },
): RtfFont {
  const isSymbol = charset === symbolCharset;
  const encoding =
    codePage !== undefined && codePage > 0
      ? encodingOfCodePage(codePage)
      : charset === undefined
        ? undefined
        : encodingOfCharset(charset);
  return { name: name.replace(/;$/, '').trim(), encoding, isSymbol };
}
