import { childElements, descendants, textContent, type XmlElement } from '../xml.ts';
import { decodeEscapes } from './decode-escapes.ts';
import type { OfficePackage } from './open-package.ts';

/** The paragraphs of diagrams (SmartArt) and charts, by the ids of the references to them. */
export type DrawingTexts = ReadonlyMap<string, readonly string[]>;

/** The relationship to what an element stands for, where that is in a part of its own. */
export function drawingReference({ name, attributes }: XmlElement): string | undefined {
  if (name === 'dgm:relIds') return attributes['r:dm'];
  return name === 'c:chart' ? attributes['r:id'] : undefined;
}

/** Reads the texts of the diagrams and the titles of the charts that a part refers to. */
export async function readDrawings(
  { has, relationshipsOf, readPart }: OfficePackage,
  part: string,
  root: XmlElement,
): Promise<DrawingTexts> {
  const texts = new Map<string, string[]>();
  const elements = [...descendants(root, 'dgm:relIds'), ...descendants(root, 'c:chart')];
  const wanted = new Set(elements.map(drawingReference));
  if (wanted.size === 0) return texts;
  for (const { id, type, target } of await relationshipsOf(part)) {
    const isDrawing = type === 'diagramData' || type === 'chart';
    if (!isDrawing || !wanted.has(id) || !has(target)) continue;
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
      return childElements(child, 'a:t').map(textContent).map(decodeEscapes).join('');
    })
    .join('')
    .replaceAll('\u00ad', '');
}
