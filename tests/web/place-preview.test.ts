import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, edge, intersect, placePreview } from '../../web/place-preview.ts';

const panel: Box = { left: 100, top: 100, width: 320, height: 500 };
const chipAt = (left: number, top: number): Box => ({ left, top, width: 24, height: 24 });
const size = { width: 280, height: 150 };

describe('a preview', () => {
  test('stands above its chip, over the middle of it', () => {
    const { left, top, height } = placePreview(chipAt(248, 400), size, panel);
    expect({ left, top, height }).toEqual({ left: 120, top: 400 - 4 - 150, height: 150 });
  });

  test('stands below where there is no room above', () => {
    expect(placePreview(chipAt(248, 120), size, panel).top).toBe(120 + 24 + 4);
  });

  test('is shifted at either side', () => {
    expect(placePreview(chipAt(102, 400), size, panel).left).toBe(108);
    expect(placePreview(chipAt(394, 400), size, panel).left).toBe(420 - 8 - 280);
  });

  test('is as high as there is room for where neither side has enough', () => {
    const low = { ...panel, height: 200 };
    const { top, height } = placePreview(chipAt(248, 200), size, low);
    expect(height).toBe(88);
    expect(top).toBe(200 - 4 - 88);
  });

  test('is within the bounds and beside the chip, wherever that is', () => {
    const within = (lowest: number, highest: number) => fc.integer({ min: lowest, max: highest });
    fc.assert(
      fc.property(
        within(100, 396),
        within(100, 576),
        within(50, 304),
        within(30, 900),
        (x, y, width, tall) => {
          const chip = chipAt(x, y);
          const { left, top, height } = placePreview(chip, { width, height: tall }, panel);
          expect(left).toBeGreaterThanOrEqual(panel.left + edge);
          expect(left + width).toBeLessThanOrEqual(panel.left + panel.width - edge);
          expect(height).toBeGreaterThan(0);
          expect(top).toBeGreaterThanOrEqual(panel.top + edge);
          expect(top + height).toBeLessThanOrEqual(panel.top + panel.height - edge);
          const preview = { left, top, width, height };
          expect(intersect(preview, chip).height * intersect(preview, chip).width).toBe(0);
        },
      ),
    );
  });
});

test('boxes that are apart have nothing in common', () => {
  const { width, height } = intersect(chipAt(0, 0), chipAt(30, 40));
  expect({ width, height }).toEqual({ width: 0, height: 0 });
});
