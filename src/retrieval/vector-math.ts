/** The cosine of two vectors of unit length and one dimension. */
export function cosine(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += left[index]! * right[index]!;
  return sum;
}

/** The mean of vectors, brought to unit length; the first where they cancel out. */
export function centroid(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    sum.forEach((value, index) => {
      sum[index] = value + vector[index]!;
    });
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : (vectors[0] ?? sum);
}
