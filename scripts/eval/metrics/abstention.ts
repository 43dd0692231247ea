/** How sure a system was, and whether it was right. */
export interface Judged {
  confidence: number;
  right: boolean;
}

/**
 * The risk–coverage curve (El-Yaniv and Wiener, 2010): the share of wrong answers among those that
 * are given when the surest so many are. At most `points` points.
 */
export function riskCoverage(judged: readonly Judged[], points = 100): [number, number][] {
  const surest = [...judged].sort((left, right) => right.confidence - left.confidence);
  const step = Math.max(1, Math.floor(surest.length / points));
  const curve: [number, number][] = [];
  let wrong = 0;
  surest.forEach(({ right }, index) => {
    if (!right) wrong += 1;
    const given = index + 1;
    if (given % step === 0) curve.push([given / surest.length, wrong / given]);
  });
  return curve;
}

/** For each tenth of the confidence that was stated, its mean and how many were right. */
export function reliability(judged: readonly Judged[]): [number, number][] {
  const bins = Array.from({ length: 10 }, (): Judged[] => []);
  for (const one of judged) bins[Math.min(9, Math.floor(one.confidence * 10))]!.push(one);
  return bins
    .filter((bin) => bin.length > 0)
    .map((bin) => [
      bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length,
      bin.filter(({ right }) => right).length / bin.length,
    ]);
}

/**
 * The share of unanswerable questions declined when the threshold is the highest one that still
 * answers so many of the answerable ones.
 */
export function declinedAtCoverage(
  answerable: readonly number[],
  unanswerable: readonly number[],
  coverage: number,
): number {
  const sorted = [...answerable].sort((left, right) => right - left);
  const threshold = sorted[Math.max(0, Math.ceil(sorted.length * coverage) - 1)] ?? 0;
  return unanswerable.filter((score) => score < threshold).length / unanswerable.length;
}

/** Points (share of answerable answered, share of unanswerable declined) over all thresholds. */
export function tradeOff(
  answerable: readonly number[],
  unanswerable: readonly number[],
): [number, number][] {
  return Array.from({ length: 51 }, (_, step): [number, number] => {
    const threshold = step / 50;
    return [
      answerable.filter((score) => score >= threshold).length / answerable.length,
      unanswerable.filter((score) => score < threshold).length / unanswerable.length,
    ];
  });
}
