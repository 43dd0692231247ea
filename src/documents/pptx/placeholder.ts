import { childElements, descendants, firstChild, isElement, type XmlElement } from '../xml.ts';

/** A place on a slide that its layout lays out. */
export interface Placeholder {
  /** `title`, `body`, `ftr`; `obj` where nothing is said. */
  type: string;
  index: string | undefined;
}

/** What runs along on every slide, and pictures of the slide on its notes. */
const running = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);
const titles = new Set(['title', 'ctrTitle']);

export function placeholderOf(shape: XmlElement): Placeholder | undefined {
  const properties = shape.children.filter(isElement).find(({ name }) => /^p:nv\w+Pr$/.test(name));
  const element = firstChild(properties && firstChild(properties, 'p:nvPr'), 'p:ph');
  if (!element) return undefined;
  const { type = 'obj', idx } = element.attributes;
  return { type, index: idx };
}

export const isTitle = (place: Placeholder | undefined): boolean => titles.has(place?.type ?? '');

export const isRunning = (place: Placeholder | undefined): boolean =>
  running.has(place?.type ?? '');

/** Whether the master's style for the body of the text, with its bullets, applies. */
export const isBody = (place: Placeholder | undefined): boolean =>
  place?.type === 'body' || place?.type === 'obj';

/** The shape of a layout or master that a place on a slide takes its looks from. */
export function findPlace(root: XmlElement | undefined, place: Placeholder): XmlElement[] {
  const shapes = root ? descendants(root, 'p:sp') : [];
  const found =
    shapes.find((shape) => {
      const other = placeholderOf(shape);
      return other !== undefined && place.index !== undefined && other.index === place.index;
    }) ?? shapes.find((shape) => placeholderOf(shape)?.type === place.type);
  return found ? [found] : [];
}

/** The style of a master for the body of the text. */
export function bodyStyle(master: XmlElement | undefined): XmlElement[] {
  const styles = firstChild(master, 'p:txStyles');
  return styles ? childElements(styles, 'p:bodyStyle') : [];
}
