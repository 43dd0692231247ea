import type { Answer, Citation } from '../src/protocol.ts';
import english from '../web/languages/en.ts';
import { isInWords, noticeOf, piecesOf, withDoubtsInWords } from '../web/written-answer.ts';

export interface DescribeOptions {
  colour: boolean;
  /** Columns of the terminal; absent where there is none. */
  width?: number | undefined;
}

/** As standard output bears it. See https://no-color.org: any value that is not empty forbids colour. */
export function describeOptions(): DescribeOptions {
  const colour = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  return { colour, width: process.stdout.columns };
}

export const widest = 88;

/**
 * An answer for a terminal: its own words where it has any, a line on what was found, then quotes
 * with a rule and their places.
 */
export function describeAnswer(
  answer: Answer,
  { colour, width = widest }: DescribeOptions,
): string {
  const columns = Math.max(30, Math.min(width, widest));
  const muted = (text: string) => (colour ? `\u001b[2m${text}\u001b[22m` : text);
  const describe = (citation: Citation) => ['', ...describeCitation(citation, columns, muted)];
  const said = noticeOf(answer, english.messages);
  const notice = said ? [muted(said)] : [];
  const lines = isInWords(answer)
    ? [...describeWords(answer, columns), ...notice, '', leadOf(answer)]
    : [leadOf(answer), ...notice];
  if (answer.searched !== undefined)
    lines.push(muted(`Searched for: ${withoutControls(answer.searched)}`));
  if (answer.byWordsAlone)
    lines.push(muted('Searched by words alone. Meaning is compared in English only.'));
  lines.push(...answer.citations.flatMap(describe));
  if (answer.unanswered) lines.push('', ...wrap(openParts(answer.unanswered), columns));
  if (answer.closest.length > 0) lines.push('', 'Closest passages:');
  lines.push(...answer.closest.flatMap(describe));
  if (answer.suggestions) {
    const next = `Also answered: ${answer.suggestions.join(' ')}`;
    lines.push('', ...wrap(withoutControls(next), columns).map(muted));
  }
  return `${lines.join('\n')}\n`;
}

/** Control characters in a document could steer the terminal; they are shown as what they are. */
export const withoutControls = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]/gu, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });

/** The written answer, with a label after each sentence that its quotes do not support. */
const describeWords = (answer: Answer, columns: number): string[] =>
  withoutControls(withDoubtsInWords(piecesOf(answer), english.messages))
    .split('\n')
    .flatMap((line) => wrap(line, columns));

const openParts = (parts: string[]): string =>
  withoutControls(`Not answered in the documents: ${parts.join(' ')}`);

function leadOf({ outcome, answered, answer, citations }: Answer): string {
  if (!answered) return withoutControls(answer);
  const titles = [...new Set(citations.map(({ document }) => document.title))];
  const places = citations.length === 1 ? 'one place' : `${citations.length} places`;
  const partly = outcome === 'partly' ? 'The documents answer this in part. ' : '';
  return `${partly}Found in ${places} in ${withoutControls(titles.join('; '))}.`;
}

function describeCitation(
  citation: Citation,
  columns: number,
  muted: (text: string) => string,
): string[] {
  const quote = withoutControls(citation.quote)
    .split('\n')
    .flatMap((line, index, all) =>
      wrap(`${index === 0 ? '“' : ''}${line}${index === all.length - 1 ? '”' : ''}`, columns - 2),
    );
  const place = [citation.document.title, ...citation.section];
  const page = citation.page === null ? [] : [`page ${citation.page}`];
  const origin = withoutControls([...place, ...page].join(' › '));
  const source = wrap(`[${citation.number}] ${origin}`, columns - 2);
  return [...quote.map((line) => `│ ${line}`), ...source.map((line) => muted(`  ${line}`))];
}

export function wrap(text: string, columns: number): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
    return lines;
  }, []);
}
