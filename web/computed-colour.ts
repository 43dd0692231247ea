import type { Colour } from './accent-colours.ts';

/** A colour as a style computes to it; `alpha` from 0, which shows nothing, to 1. */
export interface ComputedColour {
  colour: Colour;
  alpha: number;
}

/** Reads `color(srgb 0.1 0.2 0.3 / 0.4)`, and `rgb(25, 51, 76)` of a browser that mixes no colours. */
export function parseComputedColour(computed: string): ComputedColour | undefined {
  const isBytes = computed.startsWith('rgb');
  if (!isBytes && !computed.startsWith('color(srgb ')) return undefined;
  // `none` stands for a part that does not matter.
  const parts = computed.replace(/^.*?\(|srgb /g, '').match(/none|[-+.\de]+/g) ?? [];
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN, alpha = 1] = parts.map((part) =>
    part === 'none' ? 0 : Number(part),
  );
  if (![red, green, blue, alpha].every(Number.isFinite)) return undefined;
  const scale = (part: number) => Math.min(Math.max(isBytes ? part / 255 : part, 0), 1);
  return { colour: [scale(red), scale(green), scale(blue)], alpha };
}
