import { createElement } from './create-element.ts';

/** A paragraph or a list item that further sentences can be appended to. */
export interface TextBlock {
  /** Holds the text and what unfolds below it. */
  element: HTMLElement;
  text: HTMLElement;
  /** The list that the element is an item of. */
  list?: HTMLElement;
  /** Puts a new block at the end of the answer. */
  placeIn(answer: HTMLElement): void;
}

/** How a line begins that is an item of a list; the number is an ordered one's. */
const item = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(?=\S)/;

/**
 * The block that a line of plain text belongs to, and what is to be appended there.
 * @param last the block that the text has come to, if it has begun
 * @param breaks line breaks between the last word and this line
 */
export function openBlock(
  line: string,
  last: TextBlock | undefined,
  breaks: number,
): { block: TextBlock; text: string } {
  if (last && breaks === 0) return { block: last, text: line };
  const match = item.exec(line);
  if (match) return { block: createItem(last, match[1]), text: line.slice(match[0].length) };
  if (last && breaks === 1 && !last.list) return { block: last, text: `\n${line.trimStart()}` };
  return { block: createParagraph(), text: line.trimStart() };
}

function createParagraph(): TextBlock {
  const text = createElement('p', { dir: 'auto' });
  const element = createElement('div', {}, text);
  return { element, text, placeIn: (answer) => answer.append(element) };
}

/** An item of the list that the text has come to, or of a new one where that is of another kind. */
function createItem(last: TextBlock | undefined, number: string | undefined): TextBlock {
  const name = number === undefined ? 'ul' : 'ol';
  const going = last?.list?.localName === name ? last.list : undefined;
  const list = going ?? createElement(name);
  const text = createElement('p');
  // The whole item, so that its mark stands where its text begins.
  const element = createElement('li', { value: number, dir: 'auto' }, text);
  const placeIn = (answer: HTMLElement) => {
    if (!going) answer.append(list);
    list.append(element);
  };
  return { element, text, list, placeIn };
}
