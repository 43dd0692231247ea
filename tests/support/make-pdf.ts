/** A text on a page: where its baseline begins, in points from the upper left corner. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  /** In points; 10 where it is not said. */
  size?: number;
  font?: keyof typeof fonts;
  /** Clockwise, in degrees. */
  angle?: number;
  /** As ISO 32000-2, 9.3.6 numbers them: 3 is invisible. */
  mode?: number;
}

export interface PdfPage {
  texts: PdfText[];
  /** From one point to another. */
  lines?: [x0: number, y0: number, x1: number, y1: number][];
  /** Of the page as it is shown, clockwise: 0, 90, 180 or 270. */
  rotate?: number;
}

const fonts = {
  plain: 'Helvetica',
  bold: 'Helvetica-Bold',
  italic: 'Helvetica-Oblique',
  mono: 'Courier',
  symbols: 'ZapfDingbats',
} as const;

const width = 595;
const height = 842;

/**
 * Writes a PDF of the standard fonts: one object after another, a table of where each begins, and a
 * trailer. Texts may have the characters of Windows-1252 only.
 */
export function makePdf(
  pages: readonly PdfPage[],
  { title, image = false }: { title?: string; image?: boolean } = {},
): Uint8Array {
  const fontNames = Object.keys(fonts);
  const firstPage = 3 + fontNames.length;
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`);
  const resources = fontNames.map((name, index) => `/${name} ${3 + index} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    ...Object.values(fonts).map(
      (name) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`,
    ),
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${page.rotate ?? 0} ` +
        `/Resources << /Font << ${resources} >> >> /Contents ${firstPage + index * 2 + 1} 0 R >>`,
      stream('', drawPage(page)),
    ]),
    ...(image
      ? [stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8', 'x')]
      : []),
    ...(title === undefined ? [] : [`<< /Title (${escapeText(title)}) >>`]),
  ];
  return assemble(objects, title !== undefined);
}

const stream = (entries: string, content: string): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;

function assemble(objects: readonly string[], hasInfo: boolean): Uint8Array {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const info = hasInfo ? ` /Info ${objects.length} 0 R` : '';
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${info} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function drawPage({ texts, lines = [] }: PdfPage): string {
  const strokes = lines.map(
    ([x0, y0, x1, y1]) => `${x0} ${height - y0} m ${x1} ${height - y1} l S`,
  );
  return [...strokes, ...texts.map(drawText)].join('\n');
}

function drawText({ text, x, y, size = 10, font = 'plain', angle = 0, mode = 0 }: PdfText): string {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const matrix = [cos, -sin, sin, cos].map((value) => value.toFixed(4)).join(' ');
  return `BT /${font} ${size} Tf ${mode} Tr ${matrix} ${x} ${height - y} Tm (${escapeText(text)}) Tj ET`;
}

/** Where Windows-1252 has the signs that are not in Latin-1. */
const windows1252: Readonly<Record<string, number>> = {
  '•': 0x95,
  '–': 0x96,
  '’': 0x92,
  '†': 0x86,
};

function escapeText(text: string): string {
  return [...text]
    .map((character) => {
      const code = windows1252[character] ?? character.codePointAt(0)!;
      return /[()\\]/.test(character) || code > 126
        ? `\\${code.toString(8).padStart(3, '0')}`
        : character;
    })
    .join('');
}

/** Lines of one column below each other, from `y` on. */
export const column = (
  lines: readonly string[],
  { x = 60, y = 100, leading = 12, ...look }: Partial<PdfText> & { leading?: number } = {},
): PdfText[] => lines.map((text, index) => ({ text, x, y: y + index * leading, ...look }));
