import type { MeasureContext, Observations } from '../evaluation-set.ts';
import type { Curve, Failure, Misses, Row, SetMeasures } from '../measures.ts';
import type { Judged } from '../metrics/abstention.ts';
import { estimateMean, estimateShare } from '../metrics/bootstrap.ts';
import { foldText } from '../metrics/fold-text.ts';
import type { System } from '../systems.ts';
import {
  abstentionCurves,
  calibrationRows,
  separationRows,
  thresholdRows,
} from './measure-squad-abstention.ts';
import { budgetLines, documentsOf, forEachSystem, passagesOf, shorten } from './rank-documents.ts';
import type { SeenQuestion, SquadGroups } from './squad-question.ts';

/** Whether one of the texts, each by itself, holds one of the answers. */
function holdsAnswer(answers: readonly string[], texts: readonly { text: string }[]): boolean {
  const folded = texts.map(({ text }) => foldText(text));
  return answers.some((answer) => folded.some((text) => text.includes(foldText(answer))));
}

export function measureSquad(
  groups: SquadGroups,
  observed: Observations,
  context: MeasureContext,
): SetMeasures {
  const answerable = groups.seen.filter((one) => one.answerable);
  const found = (system: System, budget: number) =>
    answerable.map(({ seen, paragraph }) =>
      Number(documentsOf(observed, seen, system).slice(0, budget).includes(paragraph)),
    );
  const judged = groups.seen.map(judge);
  const harmless = judgeHarmless(groups);
  return {
    rows: [
      ...retrievalRows(found, answerable.length),
      ...quoteRows(answerable, observed),
      ...separationRows(groups),
      ...calibrationRows(judged, harmless),
      ...thresholdRows(groups, context),
    ],
    notes: [
      'Every second article of SQuAD 2.0 dev. Each paragraph is a document of its own (a text file named after article and number), all in one index; every question is asked of all paragraphs. “Right” is that the quotes, whatever the confidence, hold one of the answers, compared without regard to case and white space; an unanswerable question has no right answer.',
      `Asked without their own paragraph: ${groups.removed.length} answerable questions, evenly sampled. Foreign: ${groups.foreign.length} questions, evenly sampled from the other sets.`,
    ],
    curves: [
      {
        title: 'The answer’s paragraph is found, by number of paragraphs',
        x: 'paragraphs',
        y: 'recall',
        lines: budgetLines(found),
      },
      ...passageCurves(answerable, observed),
      ...abstentionCurves(groups, judged, harmless),
    ],
    misses: countMisses(answerable, observed, context),
    failures: groups.seen.flatMap((one) => failureOf(one, observed, context)),
  };
}

const judge = ({ answers, seen }: SeenQuestion): Judged => ({
  confidence: seen.confidence,
  right: holdsAnswer(answers, seen.quotes),
});

/** Answerable questions with their paragraph and, as many, without it. */
function judgeHarmless({ seen, removed }: SquadGroups): Judged[] {
  const ids = new Set(removed.map(({ id }) => id));
  const kept = seen.filter(({ id }) => ids.has(id)).map(judge);
  // An answer that stands in another paragraph as well is right by chance at most.
  return [...kept, ...removed.map((one) => ({ ...judge(one), right: false }))];
}

function retrievalRows(found: (system: System, budget: number) => number[], count: number): Row[] {
  return [
    {
      metric: 'answer’s paragraph first',
      definition:
        'Share of the answerable questions whose paragraph is the document of the best passage.',
      count,
      values: forEachSystem((system) => found(system, 1)),
      anchors: 'MiniLM .65; trial .826',
      goal: { least: 0.85 },
    },
    {
      metric: 'answer’s paragraph in 5',
      definition: 'The same for the first 5 documents, each at the rank of its best passage.',
      count,
      values: forEachSystem((system) => found(system, 5)),
      anchors: 'MiniLM .89; trial .962',
      goal: { least: 0.97 },
    },
  ];
}

function quoteRows(answerable: readonly SeenQuestion[], observed: Observations): Row[] {
  const inQuotes = (count: number) =>
    estimateShare(
      answerable.map(({ answers, seen }) => holdsAnswer(answers, seen.quotes.slice(0, count))),
    );
  const inPassages = (count: number) =>
    forEachSystem((system) =>
      answerable.map(({ answers, seen }) =>
        Number(holdsAnswer(answers, passagesOf(observed, seen, system).slice(0, count))),
      ),
    );
  const note = 'Baselines have no quotes: their passages or chunks count, which are longer.';
  const length = (texts: readonly { text: string }[]) =>
    texts.reduce((sum, { text }) => sum + text.length, 0);
  return [
    {
      metric: 'answer inside the first quote',
      definition: `Share of the answerable questions with one of the answers inside the first quote. ${note}`,
      count: answerable.length,
      values: { ...inPassages(1), verbatim: inQuotes(1) },
      anchors: 'trial .796',
      goal: { least: 0.83 },
    },
    {
      metric: 'answer inside the first three quotes',
      definition: `The same for the first three. ${note}`,
      count: answerable.length,
      values: { ...inPassages(3), verbatim: inQuotes(3) },
      anchors: 'trial .911',
      goal: { least: 0.94 },
    },
    {
      metric: 'characters of the first three',
      definition: 'Mean length of those quotes, passages or chunks: what a reader has to read.',
      count: answerable.length,
      values: {
        ...forEachSystem((system) =>
          answerable.map(({ seen }) => length(passagesOf(observed, seen, system).slice(0, 3))),
        ),
        verbatim: estimateMean(answerable.map(({ seen }) => length(seen.quotes.slice(0, 3)))),
      },
    },
  ];
}

/** Recall and precision of passages: how many of those shown are of the answer's paragraph. */
function passageCurves(answerable: readonly SeenQuestion[], observed: Observations): Curve[] {
  const precision = (system: System, budget: number) =>
    answerable.map(({ seen, paragraph }) => {
      const shown = passagesOf(observed, seen, system).slice(0, budget);
      return shown.filter(({ document }) => document === paragraph).length / budget;
    });
  return [
    {
      title: 'Passages that are of the answer’s paragraph, by passage budget',
      x: 'passages',
      y: 'precision',
      lines: budgetLines(precision),
    },
  ];
}

function causeOf(
  { answers, seen }: SeenQuestion,
  observed: Observations,
  { minimumConfidence }: MeasureContext,
): keyof Misses {
  if (holdsAnswer(answers, seen.quotes)) {
    return seen.confidence >= minimumConfidence ? 'right' : 'wronglyDeclined';
  }
  const read = passagesOf(observed, seen, 'verbatim').slice(0, seen.read);
  return holdsAnswer(answers, read) ? 'notSelected' : 'notRetrieved';
}

function countMisses(
  answerable: readonly SeenQuestion[],
  observed: Observations,
  context: MeasureContext,
): Misses {
  const misses: Misses = { right: 0, wronglyDeclined: 0, notSelected: 0, notRetrieved: 0 };
  for (const one of answerable) misses[causeOf(one, observed, context)] += 1;
  return misses;
}

function failureOf(one: SeenQuestion, observed: Observations, context: MeasureContext): Failure[] {
  const { id, question, answerable, answers, paragraph, seen } = one;
  const wronglyAnswered =
    seen.confidence >= context.minimumConfidence ? 'wronglyAnswered' : 'right';
  const cause = answerable ? causeOf(one, observed, context) : wronglyAnswered;
  if (cause === 'right') return [];
  return [
    {
      id,
      question,
      cause,
      expected: answerable ? `${answers.join(' | ')} (${paragraph})` : 'no answer',
      got: shorten(seen.quotes.map(({ text }) => text).join(' | ')) || 'nothing',
      confidence: seen.confidence,
    },
  ];
}
