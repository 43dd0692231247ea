import type { MeasureContext, Observation, Observations } from '../evaluation-set.ts';
import type { Curve, Failure, Misses, Row, SetMeasures } from '../measures.ts';
import { declinedAtCoverage, tradeOff } from '../metrics/abstention.ts';
import { bootstrap, estimateMean, estimateShare } from '../metrics/bootstrap.ts';
import { estimateSeparation } from '../metrics/confidence.ts';
import { bestRougeL } from '../metrics/rouge.ts';
import { budgetLines, documentsOf, forEachSystem, passagesOf, shorten } from './rank-documents.ts';

export interface ClapnqQuestion {
  id: string;
  question: string;
  answerable: boolean;
  /** What people answered, in their own words close to the passage's. */
  answers: string[];
  /** URI of the passage that the question goes with. */
  passage: string;
}

export interface SeenClapnq extends ClapnqQuestion {
  seen: Observation;
}

/** Share of the answerable questions that the issue wants answered. */
const coverage = 0.8;

const quotesOf = ({ seen }: SeenClapnq): string => seen.quotes.map(({ text }) => text).join(' ');

export function measureClapnq(
  questions: readonly SeenClapnq[],
  observed: Observations,
  context: MeasureContext,
): SetMeasures {
  const answerable = questions.filter((one) => one.answerable);
  const unanswerable = questions.filter((one) => !one.answerable);
  return {
    rows: [
      ...answerRows(answerable, observed),
      ...abstentionRows(answerable, unanswerable, context),
    ],
    notes: [
      'The passages of all questions, answerable or not, are in one index, each a text file named after its article. The answers’ own tokenisation (“ ,”) is kept in passages and references.',
      'A miss counts as “not selected” where the gold passage is among those read and no quote is of it, as “not retrieved” where it is not among them; an answer from the gold passage counts as right, however well it is chosen.',
    ],
    curves: curvesOf(answerable, unanswerable, observed),
    misses: countMisses(answerable, observed, context),
    failures: questions.flatMap((one) => failureOf(one, observed, context)),
  };
}

function answerRows(answerable: readonly SeenClapnq[], observed: Observations): Row[] {
  const firstPassage = forEachSystem((system) =>
    answerable.map(({ seen, answers }) =>
      bestRougeL(passagesOf(observed, seen, system)[0]?.text ?? '', answers),
    ),
  );
  const quotes = answerable.map((one) => bestRougeL(quotesOf(one), one.answers));
  return [
    {
      metric: 'ROUGE-L of the quotes',
      definition:
        'F1 of the longest common subsequence of words between all quotes together, whatever the confidence, and the human answer; the best of several answers, without stemming. Baselines: their first passage or chunk.',
      count: answerable.length,
      values: { ...firstPassage, verbatim: estimateMean(quotes) },
      anchors: 'whole gold passage .501, GPT-4 .359, fine-tuned T5 .572; trial .494',
      goal: { least: 0.56 },
    },
    {
      metric: 'gold passage first',
      definition: 'Share of the answerable questions whose passage is the best document.',
      count: answerable.length,
      values: forEachSystem((system) =>
        answerable.map(({ seen, passage }) =>
          Number(documentsOf(observed, seen, system)[0] === passage),
        ),
      ),
    },
  ];
}

function abstentionRows(
  answerable: readonly SeenClapnq[],
  unanswerable: readonly SeenClapnq[],
  { minimumConfidence }: MeasureContext,
): Row[] {
  const scores = (group: readonly SeenClapnq[]) => group.map(({ seen }) => seen.confidence);
  const atCoverage = bootstrap([...answerable, ...unanswerable], (sample) =>
    declinedAtCoverage(
      scores(sample.filter((one) => one.answerable)),
      scores(sample.filter((one) => !one.answerable)),
      coverage,
    ),
  );
  const share = (group: readonly SeenClapnq[], isAnswered: boolean) =>
    estimateShare(scores(group).map((score) => score >= minimumConfidence === isAnswered));
  return [
    {
      metric: `unanswerable declined where ${coverage} are answered`,
      definition: `Share of the unanswerable questions declined at the highest threshold that answers ${coverage} of the answerable ones.`,
      count: answerable.length + unanswerable.length,
      values: { verbatim: atCoverage },
      goal: { least: 0.6 },
    },
    {
      metric: 'answered: answerable',
      definition: 'Share that is answered at the default threshold.',
      count: answerable.length,
      values: { verbatim: share(answerable, true) },
      goal: { least: coverage },
    },
    {
      metric: 'declined: unanswerable',
      definition: 'Share that is declined at the default threshold.',
      count: unanswerable.length,
      values: { verbatim: share(unanswerable, false) },
      goal: { least: 0.6 },
    },
    {
      metric: 'AUROC, unanswerable',
      definition:
        'How often an answerable question has a higher confidence than an unanswerable one.',
      count: answerable.length + unanswerable.length,
      values: { verbatim: estimateSeparation(scores(answerable), scores(unanswerable)) },
    },
  ];
}

function curvesOf(
  answerable: readonly SeenClapnq[],
  unanswerable: readonly SeenClapnq[],
  observed: Observations,
): Curve[] {
  const scores = (group: readonly SeenClapnq[]) => group.map(({ seen }) => seen.confidence);
  return [
    {
      title: 'The gold passage is found, by number of documents',
      x: 'documents',
      y: 'recall',
      lines: budgetLines((system, budget) =>
        answerable.map(({ seen, passage }) =>
          Number(documentsOf(observed, seen, system).slice(0, budget).includes(passage)),
        ),
      ),
    },
    {
      title: 'What each threshold answers and declines',
      x: 'answerable answered',
      y: 'unanswerable declined',
      lines: [{ name: 'Verbatim', points: tradeOff(scores(answerable), scores(unanswerable)) }],
    },
  ];
}

function causeOf(
  { seen, passage }: SeenClapnq,
  observed: Observations,
  { minimumConfidence }: MeasureContext,
): keyof Misses {
  if (seen.quotes.some(({ document }) => document === passage)) {
    return seen.confidence >= minimumConfidence ? 'right' : 'wronglyDeclined';
  }
  const read = passagesOf(observed, seen, 'verbatim').slice(0, seen.read);
  return read.some(({ document }) => document === passage) ? 'notSelected' : 'notRetrieved';
}

function countMisses(
  answerable: readonly SeenClapnq[],
  observed: Observations,
  context: MeasureContext,
): Misses {
  const misses: Misses = { right: 0, wronglyDeclined: 0, notSelected: 0, notRetrieved: 0 };
  for (const one of answerable) misses[causeOf(one, observed, context)] += 1;
  return misses;
}

function failureOf(one: SeenClapnq, observed: Observations, context: MeasureContext): Failure[] {
  const { id, question, answerable, answers, passage, seen } = one;
  const wronglyAnswered =
    seen.confidence >= context.minimumConfidence ? 'wronglyAnswered' : 'right';
  const cause = answerable ? causeOf(one, observed, context) : wronglyAnswered;
  if (cause === 'right') return [];
  return [
    {
      id,
      question,
      cause,
      expected: answerable ? `${shorten(answers[0] ?? '')} (${passage})` : 'no answer',
      got: shorten(quotesOf(one)) || 'nothing',
      confidence: seen.confidence,
    },
  ];
}
