import type { AnswerPart, CopiedQuote } from './answer-as-text.ts';
import { createElement, notOurs } from './create-element.ts';

/** The same as `answerAsText` for a program that takes markup: places are links. */
export function answerAsMarkup(parts: readonly AnswerPart[]): string {
  const elements = parts.flatMap((part, index) => {
    if (typeof part !== 'string') return createQuote(part);
    return createElement(index === 0 ? 'h3' : 'p', notOurs, ...createLines(part));
  });
  return createElement('div', {}, ...elements).innerHTML;
}

function createQuote({ quote, number, rows, place, url }: CopiedQuote): HTMLElement[] {
  const link = createElement('a', { href: url }, place);
  const content = rows ? [number, createTable(rows)] : createLines(quote);
  return [createElement('blockquote', notOurs, ...content), createElement('p', notOurs, link)];
}

function createTable(rows: string[][]): HTMLElement {
  const table = createElement('table');
  for (const cells of rows) {
    table.append(createElement('tr', {}, ...cells.map((cell) => createElement('td', {}, cell))));
  }
  return table;
}

const createLines = (text: string): Node[] =>
  text.split('\n').flatMap((line, index) => {
    const words = new Text(line);
    return index === 0 ? [words] : [createElement('br'), words];
  });
