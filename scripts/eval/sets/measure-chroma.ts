import type { Observation, Observations, ObservedQuote } from '../evaluation-set.ts';
import type { Failure, Misses, Row, SetMeasures } from '../measures.ts';
import { estimateMean, estimateShare } from '../metrics/bootstrap.ts';
import { type Overlap, overlapOf, type PlacedRange } from '../metrics/ranges.ts';
import type { System } from '../systems.ts';
import { budgetLines, forEachSystem, passagesOf, shorten } from './rank-documents.ts';

const passagesShown = 5;

export interface ChromaQuestion {
  id: string;
  question: string;
  document: string;
  expected: string;
  /** In the file, for the tutorial pipeline. */
  inSource: PlacedRange[];
  /** In the canonical text; those that reading has taken out are missing. */
  inCanonical: PlacedRange[];
  /** References that were not found, and those found by their ends alone. */
  lost: number;
  approximate: number;
}

interface SeenChroma extends ChromaQuestion {
  seen: Observation;
}

type Measure = keyof Overlap;

export function measureChroma(
  questions: readonly ChromaQuestion[],
  observed: Observations,
): SetMeasures {
  const all = questions.map((one, index) => ({ ...one, seen: observed.questions[index]! }));
  // What reading has taken out of the text cannot be shown; it is counted apart, in the notes.
  const judged = all.filter(({ inCanonical }) => inCanonical.length > 0);
  const overlaps = createOverlaps(judged, observed);
  const inPassages = (measure: Measure) => (system: System, budget: number) =>
    overlaps(system, budget).map((overlap) => overlap[measure]);
  const measures = ['recall', 'precision', 'union'] as const;
  const titles = { recall: 'recall', precision: 'precision', union: 'intersection over union' };
  return {
    rows: [...passageRows(inPassages, judged.length), ...quoteRows(judged, inPassages)],
    notes: [describeSet(all)],
    curves: measures.map((measure) => ({
      title: `Characters of the evidence: ${titles[measure]}, by passage budget`,
      x: 'passages',
      y: titles[measure],
      lines: budgetLines(inPassages(measure)),
    })),
    misses: countMisses(judged, observed),
    failures: judged.flatMap((one) => failureOf(one, observed)),
  };
}

function describeSet(questions: readonly ChromaQuestion[]): string {
  const total = (count: (one: ChromaQuestion) => number) =>
    questions.reduce((sum, one) => sum + count(one), 0);
  const references = total(({ inSource }) => inSource.length);
  return (
    'All five corpora are Markdown documents of one index. The evidence’s places in the files (code points) were turned into places in the canonical text by looking for its letters and digits there: ' +
    `of ${references} pieces ${total(({ approximate }) => approximate)} were found by their two ends alone and ${total(({ lost }) => lost)} not at all, because Markdown reads them as markup. ` +
    `${questions.filter(({ inCanonical }) => inCanonical.length === 0).length} questions, none of whose evidence was found, are left out. ` +
    'Measures are those of Chroma’s code: characters shown twice count twice, passages of other corpora count as shown. The tutorial’s chunks are compared with the places in the files.'
  );
}

/** The overlap of what a system shows with the evidence, computed once a system and budget. */
function createOverlaps(judged: readonly SeenChroma[], observed: Observations) {
  const known = new Map<string, Overlap[]>();
  return function overlaps(system: System, budget: number): Overlap[] {
    const key = `${system} ${budget}`;
    const computed =
      known.get(key) ??
      judged.map((one) => {
        const shown = place(passagesOf(observed, one.seen, system).slice(0, budget));
        return overlapOf(shown, system === 'tutorial' ? one.inSource : one.inCanonical);
      });
    known.set(key, computed);
    return computed;
  };
}

const place = (shown: readonly ObservedQuote[]): PlacedRange[] =>
  shown.flatMap(({ document, ranges }) => ranges.map((range) => ({ document, ...range })));

function passageRows(
  inPassages: (measure: Measure) => (system: System, budget: number) => number[],
  count: number,
): Row[] {
  const row = (metric: string, measure: Measure, definition: string): Row => ({
    metric: `${passagesShown} passages: ${metric}`,
    definition,
    count,
    values: forEachSystem((system) => inPassages(measure)(system, passagesShown)),
  });
  return [
    {
      ...row('recall', 'recall', 'Share of the evidence’s characters that is shown.'),
      anchors: 'MiniLM .752, text-embedding-3-large .873; trial .834',
      goal: { least: 0.87 },
    },
    row('precision', 'precision', 'Share of the characters shown that is evidence.'),
    {
      ...row('IoU', 'union', 'Characters in both, of those in either.'),
      anchors: 'MiniLM .072, text-embedding-3-large .080; trial .096',
      goal: { least: 0.1 },
    },
  ];
}

function quoteRows(
  judged: readonly SeenChroma[],
  inPassages: (measure: Measure) => (system: System, budget: number) => number[],
): Row[] {
  const overlaps = judged.map(({ seen, inCanonical }) =>
    overlapOf(place(seen.quotes), inCanonical),
  );
  const row = (metric: string, measure: Measure): Row => ({
    metric: `the answer’s quotes: ${metric}`,
    definition:
      'The same for all quotes of the answer, whatever its confidence. Baselines: their first passage or chunk.',
    count: judged.length,
    values: {
      ...forEachSystem((system) => inPassages(measure)(system, 1)),
      verbatim: estimateMean(overlaps.map((overlap) => overlap[measure])),
    },
  });
  return [
    {
      ...row('recall', 'recall'),
      anchors: 'trial .51 (2 sentences), .67 (5)',
      goal: { least: 0.6 },
    },
    row('precision', 'precision'),
    {
      ...row('IoU', 'union'),
      anchors: 'trial .30 (2 sentences), .21 (5)',
      goal: { least: 0.33 },
    },
    {
      metric: 'the answer’s quotes: some evidence',
      definition: 'Share of the questions with at least one character of evidence in a quote.',
      count: judged.length,
      values: { verbatim: estimateShare(overlaps.map(({ recall }) => recall > 0)) },
    },
  ];
}

function causeOf({ seen, inCanonical }: SeenChroma, observed: Observations): keyof Misses {
  if (overlapOf(place(seen.quotes), inCanonical).recall > 0) return 'right';
  const read = passagesOf(observed, seen, 'verbatim').slice(0, seen.read);
  return overlapOf(place(read), inCanonical).recall > 0 ? 'notSelected' : 'notRetrieved';
}

function countMisses(judged: readonly SeenChroma[], observed: Observations): Misses {
  const misses: Misses = { right: 0, wronglyDeclined: 0, notSelected: 0, notRetrieved: 0 };
  for (const one of judged) misses[causeOf(one, observed)] += 1;
  return misses;
}

function failureOf(one: SeenChroma, observed: Observations): Failure[] {
  const cause = causeOf(one, observed);
  if (cause === 'right') return [];
  return [
    {
      id: one.id,
      question: one.question,
      cause,
      expected: `${shorten(one.expected)} (${one.document})`,
      got: shorten(one.seen.quotes.map(({ text }) => text).join(' | ')) || 'nothing',
      confidence: one.seen.confidence,
    },
  ];
}
