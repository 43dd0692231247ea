import { childElements, descendants, textContent, type XmlElement } from '../xml.ts';
import type { OfficePackage } from './open-package.ts';

/**
 * The texts of the diagrams (SmartArt) that a part refers to, by the ids of the references. They lie
 * in parts of their own, one paragraph for each shape.
 */
export async function readDiagrams(
  { relationshipsOf, readPart }: OfficePackage,
  part: string,
  root: XmlElement,
): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  const wanted = descendants(root, 'dgm:relIds').map(({ attributes }) => attributes['r:dm']);
  if (wanted.length === 0) return texts;
  for (const { id, type, target } of await relationshipsOf(part)) {
    if (type !== 'diagramData' || !wanted.includes(id)) continue;
    const paragraphs = descendants(await readPart(target), 'a:p');
    texts.set(
      id,
      paragraphs.map(paragraphText).filter((text) => text.trim() !== ''),
    );
  }
  return texts;
}

/** The runs and fields of a paragraph of a drawing, with its line breaks. */
export function paragraphText(paragraph: XmlElement): string {
  return childElements(paragraph)
    .map((child) => {
      if (child.name === 'a:br') return '\n';
      return childElements(child, 'a:t').map(textContent).join('');
    })
    .join('');
}
