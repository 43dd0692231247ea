import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { unpackZip } from '../fuzz/zip-file.ts';

const run = promisify(execFile);

/** Milliseconds after which another program is given up. */
const longestRun = 60_000;

/** A document's text by other programs. */
export interface Extraction {
  program: string;
  /** The same text in the orders that the program offers. */
  orders: string[];
  /** Everything that may be a word of the document, also what no reader shows. */
  everything: string[];
}

const pdfOrders: readonly string[][] = [[], ['-raw'], ['-layout']];
const byPandoc: Readonly<Record<string, string>> = {
  '.csv': 'csv',
  '.docx': 'docx',
  '.epub': 'epub',
  '.htm': 'html',
  '.html': 'html',
  '.md': 'gfm',
  '.odt': 'odt',
  '.rtf': 'rtf',
};
const archives = new Set(['.docx', '.epub', '.odt', '.pptx', '.xlsx']);

/**
 * Has poppler or pandoc read a file.
 * @returns undefined where the program is not installed, cannot read the file, or has no reader
 */
export async function extractText(path: string): Promise<Extraction | undefined> {
  const extension = extname(path).toLowerCase();
  if (extension === '.pdf') {
    const orders = await Promise.all(
      pdfOrders.map((order) => output('pdftotext', [...order, path, '-'])),
    );
    const texts = orders.filter((text) => text !== undefined);
    return texts.length === 0
      ? undefined
      : { program: 'pdftotext', orders: texts, everything: texts };
  }
  const everything = await rawText(path, extension);
  const format = byPandoc[extension];
  const html = format
    ? await output('pandoc', ['--wrap=none', '-f', format, '-t', 'html', path])
    : undefined;
  if (html === undefined) return undefined;
  const text = stripHtml(html);
  return { program: 'pandoc', orders: [text], everything: [text, everything] };
}

async function output(program: string, args: string[]): Promise<string | undefined> {
  try {
    const options = { maxBuffer: 1e9, timeout: longestRun, encoding: 'utf8' } as const;
    return (await run(program, args, options)).stdout;
  } catch {
    return undefined;
  }
}

/** All that stands between the tags of a file, or of an archive's files. */
async function rawText(path: string, extension: string): Promise<string> {
  const bytes = await readFile(path);
  if (!archives.has(extension)) return stripTags(bytes.toString('utf8'));
  const files = unpackZip(bytes).filter(({ name }) => /\.(?:xml|x?html?)$/.test(name));
  return files.map(({ content }) => stripTags(content.toString('utf8'))).join('\n');
}

/** Tags that end a word; others, such as emphasis, may stand inside of one. */
const blockTag =
  /<\/?(?:address|article|aside|blockquote|br|caption|col|colgroup|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|(?:w|a|text|table):(?:p|br|tab|tc|tr|h|line-break))\b[^>]*>/gi;
const noteMark = /<a\b[^>]*class="footnote-(?:ref|back)"[^>]*>.*?<\/a>/gs;

const stripHtml = (html: string): string => stripTags(html.replace(noteMark, ''));

function stripTags(markup: string): string {
  return markup
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|style)\b.*?<\/\1>/gis, '\n')
    .replace(blockTag, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(Math.min(Number.parseInt(digits, hex ? 16 : 10) || 0xfffd, 0x10ffff)),
    )
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};
