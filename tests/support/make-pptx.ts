import { makeZip, type ZipFile } from './make-zip.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = [
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
].join(' ');

export interface SlideParts {
  /** The inside of the tree of shapes. */
  shapes: string;
  /** What the slide refers to: the type, and the inside of the part of that type. */
  related?: readonly [type: string, xml: string][];
}

/** A presentation whose slides are kept in an order other than that in which they are shown. */
export function makePptx(slides: readonly SlideParts[]): Uint8Array {
  const names = slides.map((_, index) => `slide${slides.length - index}.xml`);
  const ids = names.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  return makeZip([
    ['_rels/.rels', relationships([['officeDocument', 'ppt/presentation.xml']])],
    [
      'ppt/presentation.xml',
      `<p:presentation ${namespaces}><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
    ],
    [
      'ppt/_rels/presentation.xml.rels',
      relationships(names.map((name) => ['slide', `slides/${name}`])),
    ],
    ...slides.flatMap(({ shapes, related = [] }, index): ZipFile[] => [
      [
        `ppt/slides/${names[index]}`,
        `<p:sld ${namespaces}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
      ],
      [
        `ppt/slides/_rels/${names[index]}.rels`,
        relationships(related.map(([type]) => [type, `../parts/${type}${index}.xml`])),
      ],
      ...related.map(
        ([type, xml]): ZipFile => [
          `ppt/parts/${type}${index}.xml`,
          xml.replace('>', ` ${namespaces}>`),
        ],
      ),
    ]),
  ]);
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const elements = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${elements.join('')}</Relationships>`;
}

/** A shape with its paragraphs, in a place of the layout where a type is given. */
export function shape(paragraphs: readonly string[], place?: string, list = ''): string {
  const properties = place === undefined ? '' : `<p:ph ${place}/>`;
  const inside = paragraphs.map((one) => (one.startsWith('<') ? one : `<a:p>${run(one)}</a:p>`));
  return `<p:sp><p:nvSpPr><p:nvPr>${properties}</p:nvPr></p:nvSpPr><p:txBody><a:lstStyle>${list}</a:lstStyle>${inside.join('')}</p:txBody></p:sp>`;
}

export const run = (text: string): string => `<a:r><a:t>${text}</a:t></a:r>`;
