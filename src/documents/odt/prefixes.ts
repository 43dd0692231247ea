const name = (part: string): string => `urn:oasis:names:tc:opendocument:xmlns:${part}:1.0`;

/** The prefixes by which the reader knows the namespaces of OpenDocument. */
export const openDocumentPrefixes: Readonly<Record<string, string>> = {
  [name('office')]: 'office',
  [name('text')]: 'text',
  [name('table')]: 'table',
  [name('drawing')]: 'draw',
  [name('style')]: 'style',
  [name('xsl-fo-compatible')]: 'fo',
  [name('svg-compatible')]: 'svg',
  [name('meta')]: 'meta',
  [name('manifest')]: 'manifest',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/1998/Math/MathML': 'math',
  'http://www.w3.org/1999/xlink': 'xlink',
};
