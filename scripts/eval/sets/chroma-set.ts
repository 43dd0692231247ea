import { join } from 'node:path';
import { readDocument } from '../../../src/documents/read-document.ts';
import type { Range } from '../../../src/protocol.ts';
import type { EvaluationSet } from '../evaluation-set.ts';
import { createLocator } from '../metrics/locate-evidence.ts';
import { type ChromaQuestion, measureChroma } from './measure-chroma.ts';
import { readJsonLines, readText } from './read-lines.ts';

interface ChromaLine {
  question: string;
  corpus_id: string;
  /** In code points of the corpus file. */
  references: { content: string; start_index: number; end_index: number }[];
}

const uriOf = (corpus: string): string => `chroma/${corpus}.md`;

/** Chroma's chunking evaluation (Smith and Troynikov, 2024): exact evidence for each question. */
export async function readChromaSet(directory: string): Promise<EvaluationSet> {
  const folder = join(directory, 'chroma');
  const lines = await readJsonLines<ChromaLine>(join(folder, 'questions.jsonl'));
  const corpora = [...new Set(lines.map(({ corpus_id }) => corpus_id))].sort();
  const documents = await Promise.all(
    corpora.map(async (corpus) => {
      const content = await readText(join(folder, 'corpora', `${corpus}.md`));
      return { uri: uriOf(corpus), content, plain: content };
    }),
  );
  const readers = new Map(
    await Promise.all(
      documents.map(async ({ uri, content }) => [uri, await readCorpus(uri, content)] as const),
    ),
  );
  return {
    name: 'chroma',
    title: 'Chroma’s chunking set',
    documents,
    questions: lines.map(({ question }, index) => ({ id: `chroma-${index + 1}`, question })),
    measure: (observed) => measureChroma(locateAll(lines, readers), observed),
  };
}

type CorpusReader = Awaited<ReturnType<typeof readCorpus>>;

async function readCorpus(uri: string, content: string) {
  const canonical = (await readDocument(Buffer.from(content), uri)).text;
  return { units: codePointOffsets(content), locate: createLocator(content, canonical) };
}

function locateAll(
  lines: readonly ChromaLine[],
  readers: ReadonlyMap<string, CorpusReader>,
): ChromaQuestion[] {
  return lines.map(({ question, corpus_id, references }, index) => {
    const document = uriOf(corpus_id);
    const { units, locate } = readers.get(document)!;
    const inSource = references.map(({ start_index, end_index }): Range => {
      return { start: units[start_index]!, end: units[end_index]! };
    });
    const located = inSource.map(locate);
    const found = located.filter((range) => range !== undefined);
    return {
      id: `chroma-${index + 1}`,
      question,
      document,
      expected: references.map(({ content }) => content).join(' … '),
      inSource: inSource.map((range) => ({ document, ...range })),
      inCanonical: found.map(({ start, end }) => ({ document, start, end })),
      lost: located.length - found.length,
      approximate: found.filter(({ whole }) => !whole).length,
    };
  });
}

/** For each code point, and for the end, its offset in UTF-16 units. */
function codePointOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let count = 0;
  let unit = 0;
  for (const character of text) {
    offsets[count] = unit;
    count += 1;
    unit += character.length;
  }
  offsets[count] = unit;
  return offsets.subarray(0, count + 1);
}
