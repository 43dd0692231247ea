import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

export interface ImageDifference {
  /** 0 to 1 of the pixels, anti-aliased edges apart; 1 where the sizes differ. */
  share: number;
  /** What differs, in red, as a PNG; undefined where the sizes differ. */
  picture: Buffer | undefined;
  /** Such as "320 × 640, not 320 × 700"; empty where they are the same. */
  sizes: string;
}

/** How far two colours may be apart, of 0 to 1: less than a reader sees, more than dithering. */
const colourThreshold = 0.1;

/** Compares two screenshots, given as PNG. */
export function compareImages(actual: Buffer, expected: Buffer): ImageDifference {
  const [one, other] = [PNG.sync.read(actual), PNG.sync.read(expected)];
  const { width, height } = other;
  if (one.width !== width || one.height !== height) {
    const sizes = `${one.width} × ${one.height}, not ${width} × ${height}`;
    return { share: 1, picture: undefined, sizes };
  }
  const difference = new PNG({ width, height });
  const options = { threshold: colourThreshold };
  const pixels = pixelmatch(one.data, other.data, difference.data, width, height, options);
  return { share: pixels / (width * height), picture: PNG.sync.write(difference), sizes: '' };
}
