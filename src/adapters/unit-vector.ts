/**
 * Scales a vector to unit length, in place.
 * @returns false, leaving the vector as it is, where it has no direction: all zeros, or a number
 * that is not finite.
 */
export function scaleToUnitLength(vector: Float32Array): boolean {
  // Doubles: the sum of squares of large components would overflow in single precision.
  let squares = 0;
  for (const component of vector) squares += component * component;
  const length = Math.sqrt(squares);
  if (!Number.isFinite(length) || length === 0) return false;
  for (let index = 0; index < vector.length; index++) vector[index] = vector[index]! / length;
  return true;
}
