import Papa from 'papaparse';
import { decodeText } from './decode-text.ts';
import type { FormatSource } from './document-format.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { type BlockDraft, composeText } from './text-composer.ts';

type Row = readonly string[];

const delimiters = [',', ';', '\t', '|'];
/** How many rows are looked at to find out the delimiter. */
const rowsOfGuess = 100;
/** Where a smaller share of the rows agree on a number of cells, the file is one column of text. */
const leastAgreement = 0.25;
const noDelimiter = '\u001f';
/** A first line by which spreadsheets name the delimiter; it is no row. */
const separatorLine = /^sep=(.)\n/i;
/** A quote that is never closed takes all that follows; more lines than this are no cell. */
const mostLinesOfCell = 20;

export const readCsvFile = ({ bytes, uri }: FormatSource): ParsedDocument =>
  readCsv(decodeText(bytes, uri), /\.(?:tsv|tab)$/i.test(uri) ? '\t' : undefined);

/**
 * Reads a table of values set apart by commas, semicolons, tabs or bars, found out from
 * the rows where it is not given. Each row is a block, its cells set apart by tabs; tabs and line
 * breaks within cells become spaces. Rows before the table that fill one cell only are captions,
 * and the first of them the title.
 */
export function readCsv(source: string, delimiter?: string): ParsedDocument {
  const text = source.replace(/\r\n?/g, '\n');
  const named = separatorLine.exec(text);
  const rows = parseRows(text.slice(named?.[0].length ?? 0), named?.[1] ?? delimiter);
  const captions = countCaptions(rows);
  const table = rows.slice(captions);
  const header = hasHeader(table);
  const drafts = [
    ...rows.slice(0, captions).map((row): BlockDraft => ({ kind: 'caption', text: row.join('') })),
    ...table.map((row, index): BlockDraft => {
      const draft: BlockDraft = { kind: 'table-row', text: row.join('\t') };
      return header && index === 0 ? { ...draft, header } : draft;
    }),
  ];
  const title = captions > 0 ? drafts[0]?.text : undefined;
  const { text: composed, blocks } = composeText(drafts, '');
  return { title, text: composed, blocks };
}

function parseRows(text: string, given: string | undefined): Row[] {
  const delimiter = given ?? guessDelimiter(text);
  let parsed = parse(text, { delimiter });
  const unclosed = parsed.errors.some(({ code }) => code === 'MissingQuotes');
  if (unclosed && countLines(parsed.data.at(-1)) > mostLinesOfCell) {
    parsed = parse(text, { delimiter, quoteChar: '\0' });
  }
  return parsed.data
    .map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))
    .filter((row) => row.some((cell) => cell !== ''));
}

const parse = (text: string, options: Papa.ParseConfig<string[]>) =>
  Papa.parse<string[]>(text, { newline: '\n', skipEmptyLines: true, ...options });

/**
 * The delimiter by which most rows have the same number of cells, the more cells the better. Papa
 * Parse's own guess fails on two columns below a line of title, because it goes by the average.
 */
function guessDelimiter(text: string): string {
  const guesses = delimiters.map((delimiter) => {
    const { data } = parse(text, { delimiter, preview: rowsOfGuess });
    const counts = new Map<number, number>();
    for (const { length } of data) counts.set(length, (counts.get(length) ?? 0) + 1);
    counts.delete(1);
    const [cells, rows] = [...counts].reduce(
      (most, next) => (next[1] > most[1] ? next : most),
      [1, 0],
    );
    return { delimiter, cells, agreement: data.length === 0 ? 0 : rows / data.length };
  });
  guesses.sort((one, other) => other.agreement - one.agreement || other.cells - one.cells);
  const best = guesses[0]!;
  return best.agreement < leastAgreement ? noDelimiter : best.delimiter;
}

const countLines = (row: Row | undefined): number => row?.join('').split('\n').length ?? 0;

/** How many rows stand before the table, each with a single filled cell. */
function countCaptions(rows: readonly Row[]): number {
  const filled = (row: Row) => row.filter((cell) => cell !== '').length;
  return Math.max(
    0,
    rows.findIndex((row) => filled(row) > 1),
  );
}

/** How many rows below the first are looked at to tell whether it is a header. */
const rowsOfEvidence = 200;
const value =
  /^[-+(]?[\p{Sc}\s]?[\d.,'\s%]+\p{Sc}?\)?$|^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b|^(?:true|false|yes|no)$|^\S+@\S+$|^https?:/iu;
const longestLabel = 80;
/** What is longer is no value; to look through it could cost the square of its length. */
const longestValue = 1000;
const isValue = (cell: string): boolean => cell.length <= longestValue && value.test(cell);

/**
 * Whether the first row evidently names the columns: distinct short labels none of which is a value
 * of its column, while some column holds numbers, dates and the like, or words that recur.
 */
function hasHeader([first, ...rest]: readonly Row[]): boolean {
  if (!first || rest.length === 0 || new Set(first).size < first.length) return false;
  const labels = first.every(
    (cell) => /\p{L}/u.test(cell) && !isValue(cell) && cell.length <= longestLabel,
  );
  if (!labels) return false;
  const sample = rest.slice(0, rowsOfEvidence);
  const columns = first.map((_, column) => sample.flatMap((row) => row[column] || []));
  if (columns.some((cells, column) => cells.includes(first[column]!))) return false;
  return columns.some((cells) => {
    const values = cells.filter(isValue).length;
    return values * 2 > cells.length || new Set(cells).size < cells.length;
  });
}
