/** Red, green and blue of sRGB, each 0 to 1. What is derived here is a multiple of 1/255. */
export type Colour = readonly [number, number, number];

/** What WCAG asks of text, 1.4.3. */
const readable = 4.5;
const white: Colour = [1, 1, 1];
const nearBlack: Colour = [16 / 255, 19 / 255, 26 / 255];
/** Halvings of a range of 1; far finer than a colour on a screen. */
const steps = 20;

/**
 * The owner's colour as it can be read on each of the backgrounds, and what can be read on it. A
 * colour that is readable stays as it is; another gets just so much darker or, on a dark background,
 * lighter, and keeps its hue.
 * @param backgrounds of one scheme: all light or all dark
 */
export function deriveAccent(
  colour: Colour,
  backgrounds: readonly Colour[],
): { accent: Colour; onAccent: Colour } {
  const isReadable = (candidate: Colour) =>
    backgrounds.every((background) => contrastOf(candidate, background) >= readable);
  const asked = round(colour);
  const accent = isReadable(asked) ? asked : shiftLightness(asked, isReadable, backgrounds);
  const onAccent = contrastOf(white, accent) >= contrastOf(nearBlack, accent) ? white : nearBlack;
  return { accent, onAccent };
}

/** The contrast of two colours, 1 to 21, as WCAG defines it. */
export function contrastOf(one: Colour, other: Colour): number {
  const [lower = 0, higher = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (higher + 0.05) / (lower + 0.05);
}

function shiftLightness(
  colour: Colour,
  isReadable: (candidate: Colour) => boolean,
  backgrounds: readonly Colour[],
): Colour {
  const [lightness, chroma, hue] = toOklch(colour);
  const isLight = backgrounds.every((background) => luminanceOf(background) > 0.18);
  // Black or white, which is readable wherever anything is.
  const end = isLight ? 0 : 1;
  const share = bisect((part) =>
    isReadable(fitGamut(lightness + (end - lightness) * part, chroma, hue)),
  );
  return fitGamut(lightness + (end - lightness) * share, chroma, hue);
}

/** As colourful as a screen can show a colour of this lightness and hue, and not more than asked. */
function fitGamut(lightness: number, chroma: number, hue: number): Colour {
  const at = (part: number) => fromOklch(lightness, chroma * (1 - part), hue);
  return round(at(bisect((part) => isShown(at(part)))));
}

/** The least share from 0 to 1 for which a test holds that, once it holds, goes on holding. */
function bisect(holds: (share: number) => boolean): number {
  if (holds(0)) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Rounding at the edges of the gamut is no reason to lose colour. */
const isShown = (colour: Colour) => colour.every((part) => part > -1e-4 && part < 1 + 1e-4);

const map = (colour: Colour, change: (part: number) => number): Colour => {
  const [red, green, blue] = colour;
  return [change(red), change(green), change(blue)];
};

/** Before the contrast is measured, as the browser rounds too. */
const round = (colour: Colour) =>
  map(colour, (part) => Math.round(Math.min(Math.max(part, 0), 1) * 255) / 255);

const toLinear = (part: number) =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;

const fromLinear = (part: number) =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;

function luminanceOf(colour: Colour): number {
  const [red, green, blue] = map(colour, toLinear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// Björn Ottosson, "A perceptual color space for image processing", 2020; the matrices of CSS Color 4.

function toOklch(colour: Colour): readonly [lightness: number, chroma: number, hue: number] {
  const [red, green, blue] = map(colour, toLinear);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return [lightness, Math.hypot(a, b), Math.atan2(b, a)];
}

/** Beyond 0 and 1 where sRGB has no such colour. */
function fromOklch(lightness: number, chroma: number, hue: number): Colour {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear: Colour = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return map(linear, fromLinear);
}
