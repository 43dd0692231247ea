import type { Answer, Citation } from '../src/protocol.ts';

export interface DescribeOptions {
  colour: boolean;
  /** Columns of the terminal; absent where there is none. */
  width?: number | undefined;
}

const widest = 88;

/** An answer for a terminal: a line on what was found, then quotes with a rule and their places. */
export function describeAnswer(
  answer: Answer,
  { colour, width = widest }: DescribeOptions,
): string {
  const columns = Math.max(30, Math.min(width, widest));
  const muted = (text: string) => (colour ? `\u001b[2m${text}\u001b[22m` : text);
  const cited = answer.answered ? answer.citations : answer.closest;
  const lines = [leadOf(answer)];
  if (answer.searched !== undefined) lines.push(muted(`Searched for: ${answer.searched}`));
  if (!answer.answered && cited.length > 0) lines.push('', 'Closest passages:');
  for (const citation of cited) lines.push('', ...describeCitation(citation, columns, muted));
  return `${lines.join('\n')}\n`;
}

function leadOf({ answered, answer, citations }: Answer): string {
  if (!answered) return answer;
  const titles = [...new Set(citations.map(({ document }) => document.title))];
  const places = citations.length === 1 ? 'one place' : `${citations.length} places`;
  return `Found in ${places} in ${titles.join('; ')}.`;
}

function describeCitation(
  citation: Citation,
  columns: number,
  muted: (text: string) => string,
): string[] {
  const quote = citation.quote
    .split('\n')
    .flatMap((line, index, all) =>
      wrap(`${index === 0 ? '“' : ''}${line}${index === all.length - 1 ? '”' : ''}`, columns - 2),
    );
  const place = [citation.document.title, ...citation.section];
  const page = citation.page === null ? [] : [`page ${citation.page}`];
  const source = wrap(`[${citation.number}] ${[...place, ...page].join(' › ')}`, columns - 2);
  return [...quote.map((line) => `│ ${line}`), ...source.map((line) => muted(`  ${line}`))];
}

function wrap(text: string, columns: number): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
    return lines;
  }, []);
}
