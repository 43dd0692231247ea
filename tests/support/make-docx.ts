import { makeZip, type ZipFile } from './make-zip.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

export interface DocxParts {
  /** Each the inside of its part's root. */
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  settings?: string;
  title?: string;
  pages?: number;
}

const roots = { footnotes: 'footnotes', endnotes: 'endnotes', settings: 'settings' } as const;

/** A Word document from the inside of its body and of its other parts. */
export function makeDocx(body: string, parts: DocxParts = {}): Uint8Array {
  const { title, pages, styles, numbering, ...others } = parts;
  const related: [type: string, root: string, inside: string][] = [];
  if (styles !== undefined) related.push(['styles', 'styles', styles]);
  if (numbering !== undefined) related.push(['numbering', 'numbering', numbering]);
  for (const [type, inside] of Object.entries(others)) {
    related.push([type, roots[type as keyof typeof roots], inside]);
  }
  const files: ZipFile[] = [
    ['[Content_Types].xml', '<Types/>'],
    [
      '_rels/.rels',
      relationships([
        [`${office}/officeDocument`, 'word/document.xml'],
        [`${packageNamespace}/relationships/metadata/core-properties`, 'docProps/core.xml'],
        [`${office}/extended-properties`, '/docProps/app.xml'],
      ]),
    ],
    ['word/document.xml', `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`],
    [
      'word/_rels/document.xml.rels',
      relationships(related.map(([type]) => [`${office}/${type}`, `${type}.xml`])),
    ],
    ...related.map(
      ([type, root, inside]): ZipFile => [
        `word/${type}.xml`,
        `<w:${root} ${namespaces}>${inside}</w:${root}>`,
      ],
    ),
    [
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title ?? ''}</dc:title></cp:coreProperties>`,
    ],
    ['docProps/app.xml', `<Properties><Pages>${pages ?? ''}</Pages></Properties>`],
  ];
  return makeZip(files);
}

function relationships(targets: readonly [type: string, target: string][]): string {
  const elements = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageNamespace}/relationships">${elements.join('')}</Relationships>`;
}

/** A paragraph of text, with the properties of the paragraph given as XML. */
export const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;

export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

export const styled = (style: string, text: string): string =>
  paragraph(text, `<w:pStyle w:val="${style}"/>`);

/** A table of rows of cells, each the inside of a cell or its text. */
export const table = (rows: readonly (readonly string[])[], properties = ''): string => {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : paragraph(cell)}</w:tc>`).join('');
  return `<w:tbl><w:tblPr>${properties}</w:tblPr>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
};
