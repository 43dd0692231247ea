import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listSourceFiles } from '../../../src/ingestion/files/list-source-files.ts';
import { projectRoot } from '../../../src/project-root.ts';
import type {
  EvaluationSet,
  MeasureContext,
  Observation,
  Observations,
} from '../evaluation-set.ts';
import type { Failure, Misses, SetMeasures } from '../measures.ts';
import { estimateShare } from '../metrics/bootstrap.ts';
import { foldText } from '../metrics/fold-text.ts';
import { budgetLines, forEachSystem, passagesOf, shorten } from './rank-documents.ts';
import { readJsonLines } from './read-lines.ts';

interface OwnQuestion {
  id: string;
  question: string;
  answerable: boolean;
  must_quote?: string[];
  after?: string[];
  why?: string;
}

const passagesShown = 5;

/** The project's own questions on its own corpus. */
export async function readOwnSet(): Promise<EvaluationSet> {
  const lines = await readJsonLines<OwnQuestion>(
    join(projectRoot(), 'tests', 'fixtures', 'nbr-questions.jsonl'),
  );
  const corpus = join(projectRoot(), 'corpus');
  const { files } = await listSourceFiles({ corpusDirectory: corpus, known: new Set() });
  const documents = await Promise.all(
    files.map(async ({ path, uri }) => {
      const content = await readFile(path, 'utf8');
      return { uri, content, plain: content };
    }),
  );
  return {
    name: 'own',
    title: 'Own questions',
    documents,
    questions: lines.map(({ id, question, after = [] }) => ({
      id,
      question,
      history: after.map((content) => ({ role: 'user', content })),
    })),
    measure: (observed, context) => measureOwn(lines, observed, context),
  };
}

type Judged = OwnQuestion & { seen: Observation; answered: boolean; missing: string[] };

function judge(
  line: OwnQuestion,
  seen: Observation,
  { minimumConfidence }: MeasureContext,
): Judged {
  const answered = seen.answered && seen.confidence >= minimumConfidence;
  return { ...line, seen, answered, missing: lacking(line, seen.quotes) };
}

/** The strings that have to be quoted and are in none of the texts. */
function lacking({ must_quote = [] }: OwnQuestion, texts: readonly { text: string }[]): string[] {
  const folded = texts.map(({ text }) => foldText(text));
  return must_quote.filter((wanted) => !folded.some((text) => text.includes(foldText(wanted))));
}

function measureOwn(
  lines: readonly OwnQuestion[],
  observed: Observations,
  context: MeasureContext,
): SetMeasures {
  const judged = lines.map((line, index) => judge(line, observed.questions[index]!, context));
  const answerable = judged.filter((one) => one.answerable);
  const unanswerable = judged.filter((one) => !one.answerable);
  const hasAll = (budget: number) => (system: Parameters<typeof passagesOf>[2]) =>
    answerable.map((one) =>
      Number(lacking(one, passagesOf(observed, one.seen, system).slice(0, budget)).length === 0),
    );
  const right = answerable.map((one) => one.answered && one.missing.length === 0);
  return {
    rows: [
      {
        metric: 'answerable: everything quoted',
        definition:
          'Share of the answerable questions that are answered at the default threshold with every string of `must_quote` inside the quotes, compared without regard to white space, quote marks, case and emphasis.',
        count: answerable.length,
        values: { verbatim: estimateShare(right) },
        goal: { least: 0.956 },
        anchors: 'goal: 22 of 23',
      },
      {
        metric: 'unanswerable: declined',
        definition:
          'Share of the unanswerable questions that are declined at the default threshold.',
        count: unanswerable.length,
        values: { verbatim: estimateShare(unanswerable.map((one) => !one.answered)) },
        goal: { least: 0.909 },
        anchors: 'goal: 10 of 11',
      },
      {
        metric: `everything in ${passagesShown} passages`,
        definition: `Share of the answerable questions whose first ${passagesShown} passages or chunks hold every string of \`must_quote\`.`,
        count: answerable.length,
        values: forEachSystem(hasAll(passagesShown)),
      },
    ],
    notes: [
      'The project’s own corpus and questions, with the earlier turns that some of them have. Small: one question is worth .04 of the first row and .09 of the second.',
    ],
    curves: [
      {
        title: 'Everything that has to be quoted, by passage budget',
        x: 'passages',
        y: 'share of questions',
        lines: budgetLines((system, budget) => hasAll(budget)(system)),
      },
    ],
    misses: countMisses(answerable, observed),
    failures: judged.flatMap((one) => failureOf(one, observed)),
  };
}

function causeOf(one: Judged, observed: Observations): keyof Misses {
  if (one.answered && one.missing.length === 0) return 'right';
  if (one.missing.length === 0) return 'wronglyDeclined';
  const read = passagesOf(observed, one.seen, 'verbatim').slice(0, one.seen.read);
  return lacking(one, read).length === 0 ? 'notSelected' : 'notRetrieved';
}

function countMisses(answerable: readonly Judged[], observed: Observations): Misses {
  const misses: Misses = { right: 0, wronglyDeclined: 0, notSelected: 0, notRetrieved: 0 };
  for (const one of answerable) misses[causeOf(one, observed)] += 1;
  return misses;
}

function failureOf(one: Judged, observed: Observations): Failure[] {
  const { id, question, seen } = one;
  const cause = one.answerable
    ? causeOf(one, observed)
    : one.answered
      ? 'wronglyAnswered'
      : 'right';
  if (cause === 'right') return [];
  return [
    {
      id,
      question,
      cause,
      expected: one.answerable ? one.missing.join(' … ') || 'an answer' : `no answer (${one.why})`,
      got: shorten(seen.quotes.map(({ text }) => text).join(' | ')) || 'nothing',
      confidence: seen.confidence,
    },
  ];
}
