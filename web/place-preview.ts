/** Pixels of the viewport. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Between what is previewed and its preview; small enough for a pointer to cross. */
const gap = 4;
/** Between the preview and the edges that it may not cross. */
export const edge = 8;

/**
 * Where a preview of a size stands: above its anchor, or below where only there it fits, or where
 * there is more room; across, over the anchor's middle, shifted until it is within the bounds.
 * `height` is the size's, or what there is room for.
 */
export function placePreview(
  anchor: Box,
  size: { width: number; height: number },
  bounds: Box,
): { left: number; top: number; height: number } {
  const above = anchor.top - gap - (bounds.top + edge);
  const anchorBottom = anchor.top + anchor.height;
  const below = bounds.top + bounds.height - edge - (anchorBottom + gap);
  const isAbove = size.height <= above || above >= below;
  const height = Math.max(0, Math.min(size.height, isAbove ? above : below));
  const middle = anchor.left + anchor.width / 2 - size.width / 2;
  const furthest = bounds.left + bounds.width - edge - size.width;
  return {
    left: Math.max(Math.min(middle, furthest), bounds.left + edge),
    top: isAbove ? anchor.top - gap - height : anchorBottom + gap,
    height,
  };
}

/** What two boxes have in common; without width or height where that is nothing. */
export function intersect(one: Box, other: Box): Box {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  const right = Math.min(one.left + one.width, other.left + other.width);
  const bottom = Math.min(one.top + one.height, other.top + other.height);
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}
