import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

export interface FitParagraph {
  text: string;
  questions: { question: string; answers: string[] }[];
}

/** Paragraphs that are asked about together, as those of one document would be. */
export interface FitGroup {
  set: string;
  paragraphs: FitParagraph[];
}

interface ParagraphLine {
  title: string;
  context: string;
  questions: { question: string; answers: { text: string }[] }[];
}

/** Sets without articles are cut into groups of so many paragraphs. */
const groupSize = 25;
const smallestGroup = 5;

/** Reads `squadshifts/*.jsonl.gz`: one paragraph a line, in the form of SQuAD. */
export async function readSquadShifts(directory: string): Promise<FitGroup[]> {
  const folder = join(directory, 'squadshifts');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl.gz')).sort();
  const groups: FitGroup[] = [];
  for (const file of files) {
    const set = file.replace('.jsonl.gz', '');
    const lines = await readLines(join(folder, file));
    for (const paragraphs of groupLines(lines)) groups.push({ set, paragraphs });
  }
  return groups;
}

async function readLines(path: string): Promise<ParagraphLine[]> {
  const lines: ParagraphLine[] = [];
  const input = createReadStream(path).pipe(createGunzip());
  for await (const line of createInterface({ input })) {
    if (line.trim() !== '') lines.push(JSON.parse(line));
  }
  return lines;
}

function groupLines(lines: readonly ParagraphLine[]): FitParagraph[][] {
  const byTitle = new Map<string, FitParagraph[]>();
  for (const line of lines) {
    byTitle.set(line.title, [...(byTitle.get(line.title) ?? []), toParagraph(line)]);
  }
  const articles = [...byTitle.values()];
  const hasArticles = articles.length > 1 && articles.length < lines.length / 10;
  const groups = hasArticles ? articles : chunk(lines.map(toParagraph), groupSize);
  return groups.filter((group) => group.length >= smallestGroup);
}

const toParagraph = ({ context, questions }: ParagraphLine): FitParagraph => ({
  text: context.replace(/\s*\n\s*/g, ' ').trim(),
  questions: questions.map(({ question, answers }) => ({
    question,
    answers: answers.map(({ text }) => text.trim()),
  })),
});

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
