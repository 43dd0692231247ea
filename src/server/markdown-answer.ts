import { quoteParagraph } from '../answering/plain-answer.ts';
import type {
  Answer,
  AnswerEvent,
  AnswerEvents,
  Citation,
  Notice,
  WrittenSentence,
} from '../protocol.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/**
 * As OpenAI's models give their sources. The indices are UTF-16 offsets into the message's content,
 * the end exclusive, as in the rest of this server's interface; OpenAI does not say its unit.
 */
export interface UrlCitation {
  type: 'url_citation';
  url_citation: { start_index: number; end_index: number; title: string; url: string };
}

const notices: Readonly<Record<Notice, string>> = {
  'model-unavailable': 'The model that writes answers cannot be reached, so these are quotes.',
  'model-slow': 'The model that writes answers did not begin in time, so these are quotes.',
  'model-over-limit': 'The model that writes answers is over its limit, so these are quotes.',
  'model-unusable': 'The model wrote no answer with citations, so these are quotes.',
  'model-interrupted': 'The model broke off; what is here was checked.',
};
const closestLabel = 'Closest passages:';
const byWordsAlone = 'Searched by words alone. Meaning is compared in English only.';

/**
 * An answer as Markdown with footnotes, piece by piece. Only this server's own words are markup:
 * block quotes, footnotes, links to its pages, and what it says about the answer, in italics.
 */
export class MarkdownAnswer {
  /** One for each reference so far, in order. */
  readonly annotations: UrlCitation[] = [];
  readonly #link: (path: string) => string;
  readonly #citations = new Map<number, Citation>();
  /** The numbers that footnotes are needed for, and whether the quote is in the text above. */
  readonly #referenced = new Map<number, { quoted: boolean }>();
  #length = 0;
  #before = '\n';

  /** @param link makes a path of this server an absolute address */
  constructor(link: (path: string) => string) {
    this.#link = link;
  }

  /** What an event adds to the text; often nothing. */
  write(event: AnswerEvent): string {
    let text = '';
    // Each piece is counted before the next is made, which may need to know where it will stand.
    for (const piece of this.#pieces(event)) {
      text += piece;
      this.#length += piece.length;
      if (piece !== '') this.#before = piece.slice(-1);
    }
    return text;
  }

  *#pieces(event: AnswerEvent): Generator<string> {
    if (event.event === 'citation') this.#citations.set(event.data.number, event.data);
    if (event.event === 'answer-delta') yield* this.#delta(event.data);
    if (event.event === 'answer-end') yield* this.#tail(event.data);
  }

  *#delta({ text, sentence }: AnswerEvents['answer-delta']): Generator<string> {
    if (sentence) yield* this.#prose(text, sentence);
    else yield* this.#quotes(text);
    const doubt = sentence && doubtOf(sentence);
    if (doubt) yield ` *(${doubt})*`;
  }

  /** Text in which a paragraph may be a quote with its mark, and nothing else. */
  *#quotes(text: string): Generator<string> {
    const quotes = [...this.#citations.values()]
      .map((citation) => ({ citation, ...wholeParagraph(text, quoteParagraph(citation)) }))
      .filter(({ start }) => start >= 0)
      .sort((left, right) => left.start - right.start);
    let from = 0;
    for (const { citation, start, end } of quotes) {
      yield* this.#prose(text.slice(from, start));
      yield `> ${escapeMarkdown(cellsApart(citation.quote)).replaceAll('\n', '  \n> ')}`;
      yield* this.#reference(citation.number, true);
      from = end;
    }
    yield* this.#prose(text.slice(from));
  }

  *#prose(text: string, sentence?: WrittenSentence): Generator<string> {
    // Every second part is a number in brackets.
    for (const [index, part] of text.split(/( ?\[\d+\])/).entries()) {
      const number = index % 2 === 0 ? undefined : Number(/\d+/.exec(part));
      if (number !== undefined && this.#isMark(number, sentence)) {
        yield* this.#reference(number, false);
      } else yield paragraphs(part, this.#before);
    }
  }

  /** Brackets that the document or the model wrote may hold a number too. */
  #isMark(number: number, sentence: WrittenSentence | undefined): boolean {
    return this.#citations.has(number) && (sentence?.citations.includes(number) ?? true);
  }

  *#reference(number: number, quoted: boolean): Generator<string> {
    const { document, url } = this.#citations.get(number)!;
    const reference = `[^${number}]`;
    const quotedBefore = this.#referenced.get(number)?.quoted ?? false;
    this.#referenced.set(number, { quoted: quoted || quotedBefore });
    const [start_index, end_index] = [this.#length, this.#length + reference.length];
    const citation = { start_index, end_index, title: document.title, url: this.#link(url) };
    this.annotations.push({ type: 'url_citation', url_citation: citation });
    yield reference;
  }

  *#tail(answer: Answer): Generator<string> {
    if (answer.closest.length > 0) yield `\n\n*${closestLabel}*\n`;
    for (const citation of answer.closest) yield `\n- ${this.#source(citation, true)}`;
    for (const remark of remarksOn(answer)) yield `\n\n*${remark}*`;
    const numbers = [...this.#referenced].sort(([left], [right]) => left - right);
    for (const [number, { quoted }] of numbers) {
      yield `\n\n[^${number}]: ${this.#source(this.#citations.get(number)!, !quoted)}`;
    }
  }

  /** A quote and where it stands, in one line. */
  #source({ quote, document, section, page, lastPage, url }: Citation, withQuote: boolean): string {
    const pages = page === null ? '' : describePages(document.uri, page, lastPage);
    const places = [document.title, section.join(' › '), pages];
    const place = places.filter((part) => part !== '').map(oneLine);
    const source = [...place, `<${this.#link(url)}>`].join(', ');
    return withQuote ? `“${oneLine(cellsApart(quote, '; '))}” — ${source}` : source;
  }
}

/**
 * The cells of a table's rows with strokes between them, where they are no table of Markdown's: a tab
 * would be shown as a space, and one cell run into the next.
 * @param betweenRows what parts them where they stand in one line
 */
function cellsApart(quote: string, betweenRows = '\n'): string {
  const lines = quote.split('\n');
  if (!lines.every((line) => line.includes('\t'))) return quote;
  return lines.map((line) => line.split('\t').join(' | ')).join(betweenRows);
}

function wholeParagraph(text: string, paragraph: string): { start: number; end: number } {
  const start = text.indexOf(paragraph);
  const end = start + paragraph.length;
  const isWhole =
    isEdge(text.slice(0, Math.max(start, 0)).slice(-2)) && isEdge(text.slice(end, end + 2));
  return { start: isWhole ? start : -1, end };
}

const isEdge = (neighbours: string): boolean => neighbours === '' || neighbours === '\n\n';

/** Pages of a presentation are slides. */
function describePages(uri: string, page: number, lastPage = page): string {
  const name = /\.(pptx|odp)$/i.test(uri) ? 'slide' : 'page';
  return page === lastPage ? `${name} ${page}` : `${name}s ${page}–${lastPage}`;
}

const oneLine = (text: string): string => escapeMarkdown(text.replace(/\s+/g, ' ').trim(), ' ');

/** A single line break would be read as a space. */
const paragraphs = (text: string, before: string): string =>
  escapeMarkdown(text, before).replace(/(?<!\n)\n(?!\n)/g, '  \n');

/** Where nobody sees a colour, a sentence that its quotes do not carry has to say so in words. */
function doubtOf({ support, doubts }: WrittenSentence): string | undefined {
  if (support === 'supported') return undefined;
  if (doubts.length > 0 && doubts.every((doubt) => doubt === 'language')) {
    return 'in another language than its quotes; only numbers and names were compared';
  }
  if (support === 'partly') return 'only partly supported by its quotes';
  return doubts.includes('no-citation') ? 'without a quote' : 'not supported by its quotes';
}

function remarksOn(answer: Answer): string[] {
  const { mode, notice, searched, unanswered = [], byWordsAlone: byWords } = answer;
  // An answer in quotes says so in its text.
  const open = mode === 'generated' ? unanswered : [];
  return [
    ...(open.length > 0 ? [`Not answered in the documents: ${oneLine(open.join(' '))}`] : []),
    ...(notice ? [notices[notice]] : []),
    ...(byWords ? [byWordsAlone] : []),
    ...(searched === undefined ? [] : [`Searched for: ${oneLine(searched)}`]),
  ];
}
