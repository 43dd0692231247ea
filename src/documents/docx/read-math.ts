import { firstChild, isElement, textContent, type XmlElement } from '../xml.ts';

const accents: Readonly<Record<string, string>> = { 'm:sSup': '^', 'm:sSub': '_' };

/**
 * An equation as one line of text: its letters and signs in their order, fractions with a slash,
 * raised and lowered parts after `^` and `_`.
 */
export function readMath(element: XmlElement): string {
  switch (element.name) {
    case 'm:t':
      return textContent(element);
    case 'm:f':
      return `${group(element, 'm:num')}/${group(element, 'm:den')}`;
    case 'm:sSup':
    case 'm:sSub':
      return `${part(element, 'm:e')}${accents[element.name]}${group(element, element.name === 'm:sSup' ? 'm:sup' : 'm:sub')}`;
    case 'm:sSubSup':
      return `${part(element, 'm:e')}_${group(element, 'm:sub')}^${group(element, 'm:sup')}`;
    case 'm:rad':
      return `${part(element, 'm:deg')}√${group(element, 'm:e')}`;
    case 'm:nary':
      return `${sign(element, 'm:naryPr', 'm:chr', '∫')}${limits(element)} ${part(element, 'm:e')}`;
    case 'm:d':
      return readDelimiters(element);
    default:
      return element.children
        .filter(isElement)
        .map((child) => (child.name.endsWith('Pr') ? '' : readMath(child)))
        .join('');
  }
}

function part(element: XmlElement, name: string): string {
  const found = firstChild(element, name);
  return found ? readMath(found) : '';
}

/** In brackets where it is more than one number, letter or word. */
function group(element: XmlElement, name: string): string {
  const text = part(element, name);
  return /^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`;
}

function limits(element: XmlElement): string {
  const from = part(element, 'm:sub') && `_${group(element, 'm:sub')}`;
  return from + (part(element, 'm:sup') && `^${group(element, 'm:sup')}`);
}

function readDelimiters(element: XmlElement): string {
  const inside = element.children
    .filter((child): child is XmlElement => isElement(child) && child.name === 'm:e')
    .map(readMath)
    .join(sign(element, 'm:dPr', 'm:sepChr', '|'));
  const open = sign(element, 'm:dPr', 'm:begChr', '(');
  return open + inside + sign(element, 'm:dPr', 'm:endChr', ')');
}

function sign(element: XmlElement, properties: string, name: string, usual: string): string {
  const named = firstChild(firstChild(element, properties), name);
  return named ? (named.attributes['m:val'] ?? '') : usual;
}
