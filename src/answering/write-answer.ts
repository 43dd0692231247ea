import { ChatModelError } from '../errors.ts';
import { ownTurn } from '../own-turn.ts';
import type { ChatMessage } from '../ports.ts';
import type { AnswerEvent } from '../protocol.ts';
import { DraftReader } from '../writing/draft-reader.ts';
import { type DraftSentence, markPlace } from '../writing/draft-sentence.ts';
import { type Decline, readDecline } from '../writing/read-decline.ts';
import { sharesWords } from '../writing/shares-words.ts';
import { answerRules, declineMark } from './answer-prompt.ts';
import { type CheckContext, type CheckedDraft, checkDraft } from './check-draft.ts';
import type { CitationList } from './citation-list.ts';
import type { ModelTurn, Writer } from './model-turn.ts';
import { WrittenText } from './written-text.ts';

export interface WritingTask extends CheckContext {
  messages: readonly ChatMessage[];
  citations: CitationList;
  /** Whether the question was put to the model in numbered parts. */
  several: boolean;
}

/** What became of a reply. */
export interface Writing {
  written: WrittenText;
  /** What the model said it has no answer to. */
  declines: Decline[];
  /** Ids of its marks that exist, and that do not. */
  knownIds: number;
  unknownIds: number;
  /** Sentences that were not shown. */
  removed: number;
  /** Why the reply has no end, or was none. */
  failure?: ChatModelError;
}

/** So many words of the rules in a row are the rules read out. */
const rulesReadOut = 7;

/**
 * Has the model write an answer and gives each of its sentences once it is complete and checked, the
 * citations before it. Nothing is given before a sentence that its quotes support at least partly.
 * Failures of the model are told, not thrown.
 */
export async function* writeAnswer(
  task: WritingTask,
  turn: ModelTurn,
  { replyTokens, unsupported }: Pick<Writer, 'replyTokens' | 'unsupported'>,
): AsyncGenerator<AnswerEvent, Writing> {
  const writing: Writing = {
    written: new WrittenText(),
    declines: [],
    knownIds: 0,
    unknownIds: 0,
    removed: 0,
  };
  const release = new Release(task, writing, unsupported === 'remove');
  const reader = new DraftReader({ greatestId: task.sources.places.size });
  try {
    for await (const piece of turn.reply(task.messages, replyTokens)) {
      for (const draft of reader.push(piece)) yield* release.next(draft);
      if (release.isDeclined) return writing;
    }
    for (const draft of reader.end()) yield* release.next(draft);
  } catch (error) {
    if (!(error instanceof ChatModelError)) throw error;
    writing.failure = error;
  }
  return writing;
}

/** Decides of each draft whether, when and with which numbers it is shown. */
class Release {
  readonly #task: WritingTask;
  readonly #writing: Writing;
  readonly #removes: boolean;
  /** Sentences without support that nothing supported has followed yet. */
  #held: CheckedDraft[] = [];
  #before: DraftSentence['before'] = '';
  #declinedByMark = false;

  constructor(task: WritingTask, writing: Writing, removes: boolean) {
    this.#task = task;
    this.#writing = writing;
    this.#removes = removes;
  }

  /** The model has said by the mark, and before anything else, that there is no answer at all. */
  get isDeclined(): boolean {
    return this.#writing.written.text === '' && this.#declinedByMark;
  }

  async *next(written: DraftSentence): AsyncGenerator<AnswerEvent> {
    const { several } = this.#task;
    const { places } = this.#task.sources;
    const draft = several ? { ...written, text: withoutPartLabel(written.text) } : written;
    const ids = draft.marks.flat();
    const known = ids.filter((id) => places.has(id)).length;
    this.#writing.knownIds += known;
    this.#writing.unknownIds += ids.length - known;
    this.#before = stronger(this.#before, draft.before);
    const decline = readDecline(written.text, declineMark, known > 0);
    if (decline) this.#noteDecline(decline);
    if (decline || sharesWords(draft.text, answerRules, rulesReadOut)) return;
    await ownTurn();
    const checked = await checkDraft(draft, this.#task);
    if (!/[\p{L}\p{N}]/u.test(checked.text)) return;
    if (checked.support === 'unsupported' && this.#removes) this.#writing.removed += 1;
    else yield* this.#show({ ...checked, before: this.#takeBefore() });
  }

  #noteDecline(decline: Decline): void {
    this.#writing.declines.push(decline);
    // Who declines in words may go on with what there is.
    if (decline.byMark && decline.part === undefined) this.#declinedByMark = true;
  }

  #takeBefore(): DraftSentence['before'] {
    const before = this.#before;
    this.#before = '';
    return before;
  }

  async *#show(checked: CheckedDraft): AsyncGenerator<AnswerEvent> {
    const isFirst = this.#writing.written.text === '';
    if (isFirst && checked.support === 'unsupported') {
      this.#held.push(checked);
      return;
    }
    const held = this.#held;
    this.#held = [];
    for (const one of [...held, checked]) yield* this.#add(one);
  }

  async *#add({ text, before, groups, support, doubts }: CheckedDraft) {
    const { citations } = this.#task;
    const known = citations.all.length;
    const numbers: number[][] = [];
    for (const group of groups) numbers.push(await citations.cite(group));
    for (const citation of citations.all.slice(known)) {
      yield { event: 'citation', data: citation } satisfies AnswerEvent;
    }
    const sentence = withNumbers(text, numbers);
    const cited = [...new Set(numbers.flat())];
    const data = this.#writing.written.add(sentence, before, { support, doubts, citations: cited });
    yield { event: 'answer-delta', data } satisfies AnswerEvent;
  }
}

/** Without the "Part 2:" that the prompt has before a part of the question. */
const withoutPartLabel = (text: string): string =>
  text.replace(/^((?:- |\d{1,3}\. )?)[*_]{0,3}Part \d{1,2}[*_]{0,3}:[*_]{0,3} +/i, '$1');

/** The text with the numbers of each group where its marks stood; the same number once in a row. */
function withNumbers(text: string, numbers: readonly number[][]): string {
  let group = 0;
  let last: string | undefined;
  return text.replaceAll(markPlace, (_, at: number) => {
    const marks = (numbers[group++] ?? []).map((number) => `[${number}]`).join('');
    const directly = text[at - 1] === markPlace;
    if (marks === '' || (directly && marks === last)) return '';
    last = marks;
    return directly || at === 0 ? marks : ` ${marks}`;
  });
}

const strength = ['', ' ', '\n', '\n\n'];

const stronger = (
  left: DraftSentence['before'],
  right: DraftSentence['before'],
): DraftSentence['before'] => (strength.indexOf(left) > strength.indexOf(right) ? left : right);
