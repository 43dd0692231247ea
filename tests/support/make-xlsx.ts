import { makeZip, type ZipFile } from './make-zip.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`;

export interface SheetParts {
  name: string;
  /** The inside of the worksheet. */
  inside: string;
  state?: string;
  /** What the sheet refers to: the type, and the part of that type. */
  related?: readonly [type: string, xml: string][];
}

export interface WorkbookParts {
  /** The inside of the shared strings. */
  strings?: string;
  /** The inside of the style sheet. */
  styles?: string;
  /** Attributes of the workbook's properties. */
  properties?: string;
}

/** A workbook from the insides of its parts. */
export function makeXlsx(sheets: readonly SheetParts[], parts: WorkbookParts = {}): Uint8Array {
  const { strings = '', styles = '', properties = '' } = parts;
  const elements = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  return makeZip([
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `<workbook ${namespaces}><workbookPr ${properties}/><sheets>${elements.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['sharedStrings', 'sharedStrings.xml'],
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/sharedStrings.xml', `<sst ${namespaces}>${strings}</sst>`],
    ['xl/styles.xml', `<styleSheet ${namespaces}>${styles}</styleSheet>`],
    ...sheets.flatMap(({ inside, related = [] }, index): ZipFile[] => [
      [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet ${namespaces}>${inside}</worksheet>`],
      [
        `xl/worksheets/_rels/sheet${index + 1}.xml.rels`,
        relationships(related.map(([type]) => [type, `/xl/parts/${type}${index}.xml`])),
      ],
      ...related.map(
        ([type, xml]): ZipFile => [
          `xl/parts/${type}${index}.xml`,
          xml.replace(/^<(\S+?)([ />])/, `<$1 ${namespaces}$2`),
        ],
      ),
    ]),
  ]);
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const elements = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${elements.join('')}</Relationships>`;
}

/** A sheet's data from its rows: of each its number and its cells, by their references. */
export function sheetData(
  rows: readonly (readonly [number, Readonly<Record<string, string | number>>])[],
) {
  const cell = (column: string, row: number, value: string | number) =>
    typeof value === 'number'
      ? `<c r="${column}${row}"><v>${value}</v></c>`
      : `<c r="${column}${row}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const inside = rows.map(
    ([number, cells]) =>
      `<row r="${number}">${Object.entries(cells)
        .map(([column, value]) => cell(column, number, value))
        .join('')}</row>`,
  );
  return `<sheetData>${inside.join('')}</sheetData>`;
}
