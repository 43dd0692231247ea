/** What the shipped pipeline is held against, and the pipeline itself. */
export const systems = ['verbatim', 'hybrid', 'bm25', 'tutorial'] as const;
export type System = (typeof systems)[number];

export const systemTitles: Record<System, string> = {
  verbatim: 'Verbatim',
  hybrid: 'Hybrid, reciprocal ranks',
  bm25: 'BM25 alone',
  tutorial: 'Tutorial pipeline',
};
