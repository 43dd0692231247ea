import { firstChild, isElement, type XmlElement } from '../xml.ts';

/**
 * The one of several versions of the same content that says something: a shape and, for older
 * programs, its picture, or the other way round (ECMA-376, part 3).
 */
export function chooseContent(alternatives: XmlElement): XmlElement | undefined {
  const choice = firstChild(alternatives, 'mc:Choice');
  const fallback = firstChild(alternatives, 'mc:Fallback');
  return choice && (hasText(choice) || !fallback) ? choice : fallback;
}

const hasText = (element: XmlElement): boolean =>
  element.children.some((child) =>
    isElement(child) ? hasText(child) : child.trim() !== '' && isTextElement(element),
  );

const isTextElement = ({ name }: XmlElement): boolean => /^(?:w|a|m|s):t$/.test(name);
