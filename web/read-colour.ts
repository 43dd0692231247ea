import { type ComputedColour, parseComputedColour } from './computed-colour.ts';

/**
 * What any CSS colour comes to on an element of the page: a name, a function, a variable of the
 * page. Undefined for what is no colour there.
 * @param probe takes the colour for this; stands in the page, is not shown, and has no other use
 */
export function readColour(probe: HTMLElement, css: string): ComputedColour | undefined {
  // Not inherited, so that what is no colour leaves nothing behind.
  const { style } = probe;
  style.backgroundColor = '';
  style.backgroundColor = css;
  // Mixed with itself a colour of any colour space becomes one of sRGB.
  style.backgroundColor = `color-mix(in srgb, ${css}, ${css})`;
  return parseComputedColour(getComputedStyle(probe).backgroundColor);
}
