/** What stands at an opening bracket. `unfinished`: more text could still make a mark of it. */
export type MarkReading =
  | { kind: 'mark'; ids: number[]; length: number }
  | { kind: 'text' }
  | { kind: 'unfinished' };

/** Characters between the brackets of a mark; thirty ids written out have 150. */
const longestBody = 400;
/** Characters of the address that a mark can be linked to. */
const longestLink = 500;
/** Ids in one mark, and in one range; a range of more gives only its ends. */
const mostIds = 100;
const mostInRange = 50;
/** Greater than any id that a prompt gives, so that a longer number is an unknown id. */
const unknownId = 999_999;

/** The characters that a mark can begin with; a backslash is Markdown's, before a bracket. */
export const opener = /[[(<{【〔［（＜｛\\]/g;

const closers: Readonly<Record<string, string>> = {
  '[': ']',
  '(': ')',
  '<': '>',
  '{': '}',
  '【': '】',
  '〔': '〕',
};
/** Without the word "source" or the letter S, numbers in these are ordinary text. */
const needingName = /[(<{]/;
const fullWidth = /[\uff01-\uff5e]/g;
const unbracketed = new RegExp(`[^[\\](){}<>【】〔〕［］（）｛｝＜＞\\n]{0,${longestBody}}`, 'y');

const leads = ['see', 'cf', 'source', 'sources', 'sentence', 'sentences'];
const words = new Set([...leads, 's', 'and', 'und', 'et', 'y', 'to', 'bis']);
const wordBegins = new Set([...words].flatMap((word) => prefixes(word)));
const bodyCharacters = /^[a-z\d\s,;:.…/&|、^\-‐-―−]*$/i;

const separator = /[,;/&|、]|\b(?:and|und|et|y)\b|(?<=\d) (?=s)/i;
const entry =
  /^(see|cf|sources?|sentences?)?[ :.]*(s(?=[ ]?\d))? ?(\d{1,20})(?: ?(?:\.{2,3}|[-‐-―−…]|to|bis) ?(?:sources? |sentences? |s ?)?(\d{1,20}))?$/i;
const isSource = /^s(?:ource|entence)/i;
/** OpenAI's form `【4:0†source】` counts messages and files, so it names none of the sentences. */
const placeInThread = /^\d{1,20}:\d{1,20}$/;
/** An address and perhaps a title, as Markdown has them after a link's text. */
const link = /\(\s?(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s?\)/y;
const unfinishedLink =
  /\(\s?(?:<[^<>\n]*>?|(?:[^\s()]|\([^\s()]*\))*(?:\([^\s()]*)?)(?:\s+(?:"[^"\n]*"?|'[^'\n]*'?)?)?\s?$/y;

function prefixes(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index + 1));
}

/**
 * Reads the citation mark that begins at `at`, where an `opener` is: `[S3]`, `[S3, S5]`, `[S3-S5]`,
 * `[3]`, `[^3]`, `[[S3]]`, `(S3)`, `【3†source】`, `[Source 3]` and their like, with the address that a
 * Markdown link would have behind it. Looks at a bounded number of characters.
 *
 * @param greatestId a bare number above it is ordinary text, such as a year
 * @param ended whether nothing follows the text
 */
export function readMark(
  text: string,
  at: number,
  greatestId: number,
  ended: boolean,
): MarkReading {
  const more: MarkReading = ended ? { kind: 'text' } : { kind: 'unfinished' };
  const start = text[at] === '\\' ? at + 1 : at;
  if (start >= text.length) return more;
  const open = foldWidth(text[start]!);
  const close = closers[open];
  if (close === undefined) return { kind: 'text' };
  const second = text[start + 1];
  if (second === undefined) return more;
  const depth = open === '[' && foldWidth(second) === '[' ? 2 : 1;
  const body = readBody(text, start + depth, close);
  if (body === 'unfinished') return more;
  if (body === undefined) return { kind: 'text' };
  const ids = readIds(body.text, needingName.test(open), greatestId);
  if (ids === undefined) return { kind: 'text' };
  if (depth === 2) {
    if (body.end + 1 >= text.length) return more;
    if (foldWidth(text[body.end + 1]!) !== close) return { kind: 'text' };
  }
  return withLink(text, at, body.end + depth, ids, ended);
}

function foldWidth(text: string): string {
  return text.replace(fullWidth, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
}

/** The text up to the closing bracket and where that is; undefined where it is no mark's. */
function readBody(
  text: string,
  start: number,
  close: string,
): { text: string; end: number } | 'unfinished' | undefined {
  unbracketed.lastIndex = start;
  const body = foldWidth(unbracketed.exec(text)![0]);
  const end = start + body.length;
  const growing = end >= text.length;
  if (!growing && (body === '' || foldWidth(text[end]!) !== close)) return undefined;
  if (!mayBeBody(body, growing)) return undefined;
  if (growing) return body.length < longestBody ? 'unfinished' : undefined;
  return { text: body.replace(/\\$/, ''), end };
}

function mayBeBody(body: string, growing: boolean): boolean {
  const named = body.split('†', 1)[0]!;
  const whole = named === body;
  if (!bodyCharacters.test(whole ? named.replace(/\\$/, '') : named)) return false;
  const found = named.toLowerCase().match(/[a-z]+/g) ?? [];
  const last = growing && whole && /[a-z]$/i.test(named) ? found.pop() : undefined;
  if (last !== undefined && !wordBegins.has(last)) return false;
  return found.every((word) => words.has(word));
}

function readIds(body: string, needsName: boolean, greatestId: number): number[] | undefined {
  const [numbers = '', note] = body.split('†', 2);
  const folded = numbers.replace(/\s+/g, ' ').trim();
  if (note !== undefined && placeInThread.test(folded)) return [0];
  const isNote = folded.startsWith('^');
  const parts = folded.replace(/^\^/, '').split(separator);
  const entries = parts.map((part) => part.trim().replace(/^\^/, '')).filter((part) => part !== '');
  const read = entries.map((part) => entry.exec(part));
  if (read.length === 0 || read.includes(null)) return undefined;
  const isNamed = read.some((match) => match?.[2] !== undefined || isSource.test(match?.[1] ?? ''));
  if (needsName && !isNamed) return undefined;
  const ids = read.flatMap((match) => idsOf(match![3]!, match![4]));
  if (!isNamed && !isNote && ids.some((id) => id < 1 || id > greatestId)) return undefined;
  return [...new Set(ids)].slice(0, mostIds);
}

function idsOf(first: string, last: string | undefined): number[] {
  const from = Math.min(Number(first), unknownId);
  if (last === undefined) return [from];
  const to = Math.min(Number(last), unknownId);
  if (to <= from || to - from >= mostInRange) return [from, to];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The mark that ends before `end`, with the address behind it; another mark is none. */
function withLink(
  text: string,
  at: number,
  end: number,
  ids: number[],
  ended: boolean,
): MarkReading {
  const mark: MarkReading = { kind: 'mark', ids, length: end - at };
  if (!/[\]］]/.test(text[end - 1]!)) return mark;
  if (end >= text.length) return ended ? mark : { kind: 'unfinished' };
  if (text[end] !== '(') return mark;
  const ahead = text.slice(end, end + longestLink);
  link.lastIndex = 0;
  const found = link.exec(ahead);
  if (found) return isMark(found[0]) ? mark : { ...mark, length: end + found[0].length - at };
  if (ended || ahead.length === longestLink) return mark;
  unfinishedLink.lastIndex = 0;
  return unfinishedLink.test(ahead) ? { kind: 'unfinished' } : mark;
}

function isMark(text: string): boolean {
  return readIds(text.slice(1, -1), true, 0) !== undefined;
}
