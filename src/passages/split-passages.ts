import type { SourceDocument } from '../documents/source-document.ts';
import type { Block, Range } from '../protocol.ts';
import { type Passage, passageId, type Sentence } from './passage.ts';
import type { SentencePacker } from './sentence-packer.ts';
import { sentenceText } from './sentence-text.ts';
import { splitSentences } from './split-sentences.ts';
import { cutByColumns } from './table-rows.ts';

/**
 * Packs a document's sentences into passages. A passage stays within one section; footnotes, asides,
 * captions and rows with the names of their columns have passages of their own.
 */
export async function splitPassages(
  document: SourceDocument,
  packer: SentencePacker,
): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (const group of groupSentences(document, splitSentences(document))) {
    const sentences = (
      await Promise.all(group.map((sentence) => cutSentence(document.text, sentence, packer)))
    ).flat();
    const texts = sentences.map((sentence) => sentenceText(document.text, sentence));
    const blocks = sentences.map(({ block }) => block);
    for (const { start, end } of packer.pack(texts, blocks)) {
      passages.push(
        createPassage(
          document,
          passages.length,
          sentences.slice(start, end),
          texts.slice(start, end),
        ),
      );
    }
  }
  return passages;
}

const standsApart = ({ kind }: Block): boolean =>
  kind === 'footnote' || kind === 'aside' || kind === 'caption';

/** Whether it is a row of a table that begins with the names of its columns. */
const isNamedRow = ({ kind, spans }: Sentence): boolean => kind === 'table-row' && spans.length > 1;

/** Runs of sentences that may share a passage, in the order in which their runs begin. */
function groupSentences({ blocks }: SourceDocument, sentences: Sentence[]): Sentence[][] {
  const sections = sectionNumbers(blocks);
  const groups = new Map<string, Sentence[]>();
  for (const sentence of sentences) {
    const block = blocks[sentence.block]!;
    const apart = standsApart(block) || isNamedRow(sentence);
    const key = apart ? `${block.kind} ${sentence.block}` : `section ${sections[sentence.block]}`;
    const group = groups.get(key);
    if (group) group.push(sentence);
    else groups.set(key, [sentence]);
  }
  return [...groups.values()];
}

/** For each block, how many headings stand before or at it. */
function sectionNumbers(blocks: readonly Block[]): number[] {
  let headings = 0;
  return blocks.map((block) => {
    if (block.kind === 'heading') headings += 1;
    return headings;
  });
}

async function cutSentence(
  text: string,
  sentence: Sentence,
  packer: SentencePacker,
): Promise<Sentence[]> {
  const pieces = await packer.cut(sentenceText(text, sentence));
  if (pieces.length <= 1) return [sentence];
  if (isNamedRow(sentence)) return cutRow(text, sentence, packer);
  return pieces.map((piece) => ({ ...sentence, spans: sliceSpans(sentence, piece) }));
}

async function cutRow(
  text: string,
  sentence: Sentence,
  packer: SentencePacker,
): Promise<Sentence[]> {
  const pieces = cutByColumns(text, sentence.spans, (texts) => packer.fits(texts.join('\n')));
  const cut = pieces.map((spans) => cutSentence(text, { ...sentence, spans }, packer));
  return (await Promise.all(cut)).flat();
}

/** The parts of a sentence's spans that a range of its text covers. */
function sliceSpans({ spans, joiner }: Sentence, range: Range): Range[] {
  const sliced: Range[] = [];
  let at = 0;
  for (const span of spans) {
    const length = span.end - span.start;
    const start = Math.max(range.start, at);
    const end = Math.min(range.end, at + length);
    if (end > start) sliced.push({ start: span.start + start - at, end: span.start + end - at });
    at += length + joiner.length;
  }
  return sliced;
}

function createPassage(
  document: SourceDocument,
  ordinal: number,
  sentences: Sentence[],
  texts: string[],
): Passage {
  const block = document.blocks[sentences[0]!.block]!;
  const text = texts.reduce((joined, sentence, index) => {
    const sameBlock = sentences[index]!.block === sentences[index - 1]!.block;
    return joined + (sameBlock ? ' ' : '\n') + sentence;
  });
  return {
    id: passageId(document.id, ordinal),
    documentId: document.id,
    revision: document.revision,
    ordinal,
    title: document.title,
    section: block.section,
    page: block.page,
    text,
    sentences,
  };
}
