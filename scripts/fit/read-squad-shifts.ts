import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '../../src/documents/read-document.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Range } from '../../src/protocol.ts';
import { markdownDocument, textDocument } from '../eval/sets/documents.ts';
import { readJsonLines, sampleEvenly } from '../eval/sets/read-lines.ts';

export interface FitQuestion {
  question: string;
  answers: string[];
  /** Where the paragraph that answers stands in its document. */
  paragraph: Range;
}

export interface FitDocument {
  set: string;
  document: SourceDocument;
  questions: FitQuestion[];
}

interface ParagraphLine {
  title: string;
  context: string;
  questions: { question: string; answers: { text: string }[] }[];
}

/** Enough for stable weights, and indexed in a few minutes. */
const paragraphsPerSet = 1600;

/**
 * Reads `squadshifts/*.jsonl.gz`, one paragraph a line. Articles become documents with all their
 * paragraphs, since what stands around a passage counts; reviews and posts are documents each.
 */
export async function readSquadShifts(directory: string): Promise<FitDocument[]> {
  const folder = join(directory, 'squadshifts');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl.gz')).sort();
  const documents: FitDocument[] = [];
  for (const file of files) {
    const set = file.replace('.jsonl.gz', '');
    const lines = await readJsonLines<ParagraphLine>(join(folder, file.replace('.gz', '')));
    const read = sampleEvenly(lines, paragraphsPerSet);
    const articles = groupByArticle(read);
    const made = articles.map((group, index) => toDocument(set, index, group));
    documents.push(...(await Promise.all(made)));
  }
  return documents;
}

/** Sets without articles have a title for every paragraph or one for all. */
function groupByArticle(lines: readonly ParagraphLine[]): ParagraphLine[][] {
  const byTitle = new Map<string, ParagraphLine[]>();
  for (const line of lines) byTitle.set(line.title, [...(byTitle.get(line.title) ?? []), line]);
  const hasArticles = byTitle.size > 1 && byTitle.size < lines.length / 10;
  return hasArticles ? [...byTitle.values()] : lines.map((line) => [line]);
}

async function toDocument(
  set: string,
  number: number,
  lines: readonly ParagraphLine[],
): Promise<FitDocument> {
  const paragraphs = lines.map(({ context }) => context.replace(/\s+/g, ' ').trim());
  const made =
    paragraphs.length > 1
      ? markdownDocument(`${set}/${number}.md`, lines[0]!.title.replaceAll('_', ' '), paragraphs)
      : textDocument(set, set, number, paragraphs[0]!);
  const document = await readDocument(Buffer.from(made.content), made.uri);
  let end = 0;
  const questions = lines.flatMap((line, index) => {
    const start = document.text.indexOf(paragraphs[index]!, end);
    if (start === -1) return [];
    end = start + paragraphs[index]!.length;
    const paragraph = { start, end };
    return line.questions.map(({ question, answers }) => ({
      question: question.trim(),
      answers: answers.map(({ text }) => text.trim()),
      paragraph,
    }));
  });
  return { set, document, questions };
}
