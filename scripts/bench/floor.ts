import { connect } from '@lancedb/lancedb';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import type { SentenceEmbedder } from '../../src/ports.ts';
import { type Timing, timeEach } from './measure.ts';

const depth = 100;

export interface Floor {
  embedding: Timing;
  /** Both LanceDB queries at the same time, ids and scores alone. */
  queries: Timing;
}

/** What an answer cannot be faster than: embedding the question, and the two queries, alone. */
export async function measureFloor(
  indexDirectory: string,
  embedder: SentenceEmbedder,
  questions: readonly string[],
): Promise<Floor> {
  const connection = await connect(indexDirectory);
  const names = await connection.tableNames();
  const table = await connection.openTable(names.find((name) => name.startsWith('passages_'))!);
  const vectors = await Promise.all(questions.map((question) => embedder.embedQuestion(question)));
  const words = questions.map((question) =>
    analyzeTerms(question)
      .map(({ stem }) => stem)
      .join(' '),
  );
  const embedding = await timeEach(questions, (question) => embedder.embedQuestion(question));
  const queries = await timeEach([...questions.keys()], (index) =>
    Promise.all([
      table.query().fullTextSearch(words[index]!).select(['id']).limit(depth).toArrow(),
      table.query().nearestTo(vectors[index]!).select(['id']).limit(depth).toArrow(),
    ]),
  );
  connection.close();
  return { embedding, queries };
}
