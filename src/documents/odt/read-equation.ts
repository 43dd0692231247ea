import { childElements, isElement, type XmlElement } from '../xml.ts';

/**
 * An equation of MathML as one line of text: its letters and signs in their order, fractions with a
 * slash, raised and lowered parts after `^` and `_`.
 */
export function readEquation(element: XmlElement): string {
  const parts = childElements(element);
  const [first, second, third] = parts.map(readEquation);
  switch (element.name.replace(/^math:/, '')) {
    case 'annotation':
    case 'annotation-xml':
      return '';
    case 'mfrac':
      return `${group(first)}/${group(second)}`;
    case 'msup':
    case 'mover':
      return `${first ?? ''}^${group(second)}`;
    case 'msub':
    case 'munder':
      return `${first ?? ''}_${group(second)}`;
    case 'msubsup':
    case 'munderover':
      return `${first ?? ''}_${group(second)}^${group(third)}`;
    case 'msqrt':
      return `√${group(parts.map(readEquation).join(''))}`;
    case 'mroot':
      return `${second ?? ''}√${group(first)}`;
    default:
      return element.children
        .map((child) => (isElement(child) ? readEquation(child) : child.trim()))
        .join('');
  }
}

/** In brackets where it is more than one number, letter or word. */
const group = (text = ''): string => (/^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`);
