import { type Colour, deriveAccent } from './accent-colours.ts';
import { createElement } from './create-element.ts';
import { readColour } from './read-colour.ts';

type Scheme = 'light' | 'dark';
interface Accent {
  accent: Colour;
  onAccent: Colour;
}

const sheets = new WeakMap<ShadowRoot, CSSStyleSheet>();
const warnedOf = new Set<string>();

/**
 * Makes readable pairs of the owner's accent colour, one for each scheme, and puts them into a style
 * sheet of the element alone. Reads computed styles, so that it costs the page a recalculation of its
 * styles, unless there is no colour at all. Call it when the attribute changes or the page's own
 * colours may have.
 * @param root has the sheet with the tokens
 * @param attribute any CSS colour; where it is null, the custom property `--verbatim-accent` counts
 */
export function applyAccent(root: ShadowRoot, attribute: string | null): void {
  const given = attribute?.trim() || getComputedStyle(root.host).getPropertyValue(property).trim();
  const sheet = sheets.get(root);
  if (!given && !sheet) return;
  const pairs = given ? derivePairs(root, given) : undefined;
  if (given && !pairs) warnOnce(given);
  sheetOf(root).replaceSync(pairs ? describe(pairs) : '');
}

const property = '--verbatim-accent';

function derivePairs(root: ShadowRoot, given: string): Record<Scheme, Accent> | undefined {
  const probe = createElement('span', { hidden: true });
  // Otherwise a browser with forced colours would only show its own.
  probe.style.setProperty('forced-color-adjust', 'none');
  root.append(probe);
  try {
    const [light, dark] = [derivePair(probe, given, 'light'), derivePair(probe, given, 'dark')];
    return light && dark && { light, dark };
  } finally {
    probe.remove();
  }
}

function derivePair(probe: HTMLElement, given: string, scheme: Scheme): Accent | undefined {
  probe.style.colorScheme = scheme;
  const backgrounds = ['--surface', '--raised']
    .map((token) => readColour(probe, `var(${token})`)?.colour)
    .filter((colour) => colour !== undefined);
  const read = readColour(probe, given);
  const [surface] = backgrounds;
  if (!surface || !read || read.alpha === 0) return undefined;
  // A translucent colour is what it looks like on the surface.
  const blend = (index: 0 | 1 | 2) =>
    read.colour[index] * read.alpha + surface[index] * (1 - read.alpha);
  return deriveAccent([blend(0), blend(1), blend(2)], backgrounds);
}

function warnOnce(given: string): void {
  if (warnedOf.has(given)) return;
  warnedOf.add(given);
  console.warn(
    `verbatim-chat: "${given}" is not a colour that can be used as its accent. Give any CSS colour that is not transparent, such as #1f5fbf; until then it has its own.`,
  );
}

function describe({ light, dark }: Record<Scheme, Accent>): string {
  const rule = (accent: string, onAccent: string) =>
    `:host { --own-accent: ${accent}; --own-on-accent: ${onAccent}; }`;
  const both = (part: keyof Accent) => `light-dark(${toCss(light[part])}, ${toCss(dark[part])})`;
  return `${rule(toCss(light.accent), toCss(light.onAccent))}
@supports (color: light-dark(#fff, #000)) { ${rule(both('accent'), both('onAccent'))} }`;
}

const toCss = (colour: Colour) => `rgb(${colour.map((part) => Math.round(part * 255)).join(' ')})`;

function sheetOf(root: ShadowRoot): CSSStyleSheet {
  const sheet = sheets.get(root) ?? new CSSStyleSheet();
  sheets.set(root, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
  return sheet;
}
