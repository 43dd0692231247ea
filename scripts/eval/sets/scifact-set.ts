import { join } from 'node:path';
import type { EvaluationSet, Observations } from '../evaluation-set.ts';
import type { Failure, SetMeasures } from '../measures.ts';
import { discountedGain } from '../metrics/ranking.ts';
import type { System } from '../systems.ts';
import { markdownDocument } from './documents.ts';
import { budgetLines, documentsOf, forEachSystem, shorten } from './rank-documents.ts';
import { readJsonLines, readText } from './read-lines.ts';

interface Abstract {
  _id: string;
  title: string;
  text: string;
}

interface Claim {
  id: string;
  text: string;
  /** URIs of the relevant documents with their grades. */
  grades: Map<string, number>;
}

const depth = 10;
const uriOf = (id: string): string => `scifact/${id}.md`;

/** BEIR's SciFact (Wadden et al., 2020; Thakur et al., 2021): scientific claims and abstracts. */
export async function readScifactSet(directory: string): Promise<EvaluationSet> {
  const folder = join(directory, 'scifact');
  const abstracts = await readJsonLines<Abstract>(join(folder, 'corpus.jsonl'));
  const claims = await readClaims(folder);
  return {
    name: 'scifact',
    title: 'SciFact',
    documents: abstracts.map(({ _id, title, text }) => markdownDocument(uriOf(_id), title, [text])),
    questions: claims.map(({ id, text }) => ({ id, question: text })),
    measure: (observed) => measureScifact(claims, abstracts, observed),
  };
}

async function readClaims(folder: string): Promise<Claim[]> {
  const queries = await readJsonLines<{ _id: string; text: string }>(join(folder, 'queries.jsonl'));
  const grades = new Map<string, Map<string, number>>();
  for (const line of (await readText(join(folder, 'qrels.tsv'))).split(/\r?\n/)) {
    const [query = '', document = '', grade = ''] = line.split('\t');
    if (!(Number(grade) > 0)) continue;
    const own = grades.get(query) ?? new Map<string, number>();
    grades.set(query, own.set(uriOf(document), Number(grade)));
  }
  return queries.flatMap(({ _id, text }) => {
    const own = grades.get(_id);
    return own ? [{ id: _id, text, grades: own }] : [];
  });
}

function measureScifact(
  claims: readonly Claim[],
  abstracts: readonly Abstract[],
  observed: Observations,
): SetMeasures {
  const ranked = (system: System) =>
    observed.questions.map((question) => documentsOf(observed, question, system));
  const recall = (system: System, budget: number) =>
    ranked(system).map((documents, index) => {
      const { grades } = claims[index]!;
      return documents.slice(0, budget).filter((uri) => grades.has(uri)).length / grades.size;
    });
  return {
    rows: [
      {
        metric: 'nDCG@10',
        definition:
          'Normalised discounted cumulative gain of the first 10 documents, with the linear gains of BEIR. A document stands at the rank of its best passage.',
        count: claims.length,
        values: forEachSystem((system) =>
          ranked(system).map((documents, index) =>
            discountedGain(documents, claims[index]!.grades, depth),
          ),
        ),
        anchors: 'MiniLM .645, BM25 .687, text-embedding-3-small .734; trial .737',
        goal: { least: 0.75 },
      },
      {
        metric: 'recall@10',
        definition: 'Share of the relevant documents among the first 10.',
        count: claims.length,
        values: forEachSystem((system) => recall(system, depth)),
      },
    ],
    notes: [
      'Each abstract is a Markdown document with its title as heading; claims are asked as they are. The tutorial pipeline splits “title, line break, abstract”.',
    ],
    curves: [
      {
        title: 'Relevant documents found, by number of documents',
        x: 'documents',
        y: 'recall',
        lines: budgetLines(recall),
      },
    ],
    failures: findFailures(claims, abstracts, ranked('verbatim')),
  };
}

function findFailures(
  claims: readonly Claim[],
  abstracts: readonly Abstract[],
  ranked: readonly string[][],
): Failure[] {
  const titles = new Map(abstracts.map(({ _id, title }) => [uriOf(_id), title]));
  return claims.flatMap(({ id, text, grades }, index): Failure[] => {
    const documents = ranked[index]!;
    if (documents.slice(0, depth).some((uri) => grades.has(uri))) return [];
    return [
      {
        id,
        question: text,
        cause: 'notRetrieved',
        expected: shorten([...grades.keys()].map((uri) => titles.get(uri)).join(' | ')),
        got: shorten(
          documents
            .slice(0, 3)
            .map((uri) => titles.get(uri))
            .join(' | '),
        ),
        confidence: 0,
      },
    ];
  });
}
