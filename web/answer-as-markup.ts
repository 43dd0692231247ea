import type { AnswerPart } from './answer-as-text.ts';
import { createElement, notOurs } from './create-element.ts';

/** The same as `answerAsText` for a program that takes markup: places are links. */
export function answerAsMarkup(parts: readonly AnswerPart[]): string {
  const elements = parts.flatMap((part, index) => {
    if (typeof part !== 'string') return createQuote(part);
    return createElement(index === 0 ? 'h3' : 'p', notOurs, ...createLines(part));
  });
  return createElement('div', {}, ...elements).innerHTML;
}

function createQuote({ quote, place, url }: Exclude<AnswerPart, string>): HTMLElement[] {
  const link = createElement('a', { href: url }, place);
  return [
    createElement('blockquote', notOurs, ...createLines(quote)),
    createElement('p', notOurs, link),
  ];
}

const createLines = (text: string): Node[] =>
  text.split('\n').flatMap((line, index) => {
    const words = new Text(line);
    return index === 0 ? [words] : [createElement('br'), words];
  });
