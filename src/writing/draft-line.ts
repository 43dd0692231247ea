import { segmentSentences } from '../passages/segment-sentences.ts';
import type { Range } from '../protocol.ts';
import { markPlace } from './draft-sentence.ts';
import { type PlacedMarks, type PlacedText, placeMarks } from './place-marks.ts';

/** A sentence of a line. */
export interface LineSentence {
  text: string;
  marks: number[][];
  /** Whether white space stood before it. */
  spaced: boolean;
}

/** Characters, with marks, after which a sentence without end is released. */
const longestSentence = 2000;
/**
 * So many stops inside a sentence, such as abbreviations', are looked at as they come; after that
 * the next look is so many characters on, or as many as there are already, so that very many stops
 * cost a few times what the sentence does.
 */
const stopsLookedAt = 8;
const charactersBetweenLooks = 250;
/** Characters after which a word shows what it is, though it still goes on. */
const knownWord = 20;

const stops = '.!?…।؟‽。！？｡';
const gap = `[^\\p{L}\\p{N}${stops}]`;
/** A stop, what can stand behind it, and the whole next word: a sentence may have ended there. */
const possibleEnd = new RegExp(
  `(?:[。！？｡]${gap}*|[${stops}]${gap}+)` +
    `(?:(?<=[([（] ?)(?:see|sources?):? ?${markPlace}${gap}*)?` +
    `(?!(?:see|sources?):? ?(?:${markPlace}|$))` +
    '(?:(?=\\p{L})[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}]' +
    `|[\\p{L}\\p{N}]{${knownWord}}|[\\p{L}\\p{N}]+(?=[^\\p{L}\\p{N}]))`,
  'giu',
);
const listMarker = /^ ?(?:> ?)*(?:([-*+•‣◦]) |(\d{1,3})[.)] (?=.*[\p{L}\p{N}]))?/u;
const closingEmphasis = /^[*_`~]+(?=\s|$)/;
const word = /[\p{L}\p{N}]/u;

/**
 * One line of what a model writes, released sentence by sentence. A sentence is complete when the
 * next one's first word is, since marks behind the stop belong to it; where a line begins with
 * a mark and its first sentence has no other, those marks belong to the sentence behind them. What
 * comes out depends on the text alone, not on how it was cut.
 */
export class DraftLine {
  #text = '';
  #groups: number[][] = [];
  #half = '';
  #searched = 0;
  #looks = 0;
  #lastLook = 0;
  #marker: string | undefined;
  #marksInFront: boolean | undefined;
  #spaced = false;

  /** Whether anything but marks, brackets and the like is still to be released. */
  get hasWord(): boolean {
    return word.test(this.#text);
  }

  get isEmpty(): boolean {
    return /^[-*_=|:`~#>+ ]*$/.test(this.#text);
  }

  /** @param text without line breaks */
  append(text: string): LineSentence[] {
    const whole = this.#half + text;
    this.#half = /[\ud800-\udbff]$/.exec(whole)?.[0] ?? '';
    const added = whole.slice(0, whole.length - this.#half.length).replace(/\s+/g, ' ');
    this.#text += this.#text.endsWith(' ') ? added.trimStart() : added;
    const released: LineSentence[] = [];
    for (;;) {
      const end = this.#findPossibleEnd();
      if (end !== undefined) released.push(...this.#release(end, false));
      else if (this.#text.length >= longestSentence) released.push(...this.#cut());
      else return released;
    }
  }

  addMarks(ids: readonly number[]): void {
    const last = this.#groups.at(-1);
    if (last && /\ufffc ?$/.test(this.#text)) {
      this.#groups[this.#groups.length - 1] = [...new Set([...last, ...ids])];
    } else {
      this.#text += markPlace;
      this.#groups.push([...ids]);
    }
  }

  /** What is left, as sentences, or as marks where there is nothing else. */
  end(): { sentences: LineSentence[]; marks: number[][] } {
    if (!this.hasWord && this.#groups.length > 0) return { sentences: [], marks: this.#groups };
    if (this.isEmpty) return { sentences: [], marks: [] };
    return { sentences: this.#release(this.#text.length, true), marks: [] };
  }

  #findPossibleEnd(): number | undefined {
    if (this.#text.startsWith('|')) return undefined;
    for (;;) {
      possibleEnd.lastIndex = this.#searched;
      const found = possibleEnd.exec(this.#text);
      const end = possibleEnd.lastIndex;
      if (!found || end > longestSentence) break;
      this.#searched = end;
      if (this.#looks < stopsLookedAt || this.#mayLookAgain(end)) return end;
    }
    let last = this.#text.length - 1;
    while (last >= this.#searched && !stops.includes(this.#text[last]!)) last -= 1;
    this.#searched = last < this.#searched ? this.#text.length : last;
    return undefined;
  }

  #mayLookAgain(end: number): boolean {
    return end >= this.#lastLook + Math.max(charactersBetweenLooks, this.#lastLook);
  }

  /** Releases a sentence that does not end, up to the last space in reach. */
  #cut(): LineSentence[] {
    if (this.#readMarker(longestSentence) > 0) return [];
    const space = this.#text.lastIndexOf(' ', longestSentence - 1);
    const pair = /[\ud800-\udbff]/.test(this.#text[longestSentence - 1]!) ? 1 : 0;
    const end = space > longestSentence / 2 ? space : longestSentence - pair;
    const released = this.#release(end, false);
    return released.length > 0 ? released : this.#release(end, true);
  }

  /** The sentences up to `end`, without the last one where that still goes on. */
  #release(end: number, all: boolean): LineSentence[] {
    const past = end - this.#readMarker(end);
    const placed = placeMarks(this.#text.slice(0, past), this.#groups);
    const ranges = this.#text.startsWith('|')
      ? [{ start: 0, end: placed.words.trimEnd().length }]
      : sentenceRanges(placed.words);
    this.#looks += 1;
    this.#lastLook = past;
    this.#searched = past;
    if (!all && ranges.length < 2) return [];
    const marks = this.#assign(placed, ranges);
    const complete = all ? ranges : ranges.slice(0, -1);
    const released = complete.map((range, index) => this.#compose(placed, range, marks[index]!));
    const moved = all ? [] : marks.at(-1)!.filter(({ at }) => at < ranges.at(-1)!.start);
    const next = all ? placed.words.length : ranges.at(-1)!.start;
    this.#keepFrom(placed.origins[next] ?? past, moved);
    this.#spaced = /\s/.test(placed.words[next - 1] ?? '') || this.#text.startsWith(' ');
    this.#text = this.#text.trimStart();
    return released;
  }

  /** Takes the marker of a list's entry off the line, once; gives how many characters that were. */
  #readMarker(end: number): number {
    if (this.#marker !== undefined) return 0;
    const found = listMarker.exec(this.#text.slice(0, end))!;
    this.#marker = found[2] === undefined ? (found[1] && '- ') || '' : `${found[2]}. `;
    this.#text = this.#text.slice(found[0].length);
    return found[0].length;
  }

  /** The marks of each sentence. */
  #assign({ marks }: PlacedText, ranges: readonly Range[]): PlacedMarks[][] {
    const first = ranges[0];
    this.#marksInFront ??=
      marks[0]?.at === 0 && !marks.some(({ at }) => at > 0 && first && at < first.end);
    const assigned: PlacedMarks[][] = ranges.map(() => []);
    for (const mark of marks) {
      let index = ranges.findIndex(({ end }) => mark.at <= end);
      if (index === -1) index = ranges.length - 1;
      const isBehind = mark.at === ranges[index]?.end && index < ranges.length - 1;
      if (isBehind && mark.spaced && this.#marksInFront) index += 1;
      assigned[index]?.push(mark);
    }
    return assigned;
  }

  #compose({ words }: PlacedText, range: Range, marks: readonly PlacedMarks[]): LineSentence {
    let text = '';
    let from = Math.min(range.start, marks[0]?.at ?? range.start);
    for (const { at } of marks) {
      text += words.slice(from, at) + markPlace;
      from = at;
    }
    text += words.slice(from, range.end);
    const spaced = this.#spaced || /\s/.test(words[range.start - 1] ?? '');
    const sentence = { text: this.#marker + text, marks: marks.map(({ ids }) => ids), spaced };
    this.#marker = '';
    this.#spaced = false;
    return sentence;
  }

  #keepFrom(origin: number, moved: readonly PlacedMarks[]): void {
    const gone = this.#text.slice(0, origin);
    const used = gone.split(markPlace).length - 1;
    this.#text = moved.map(() => `${markPlace} `).join('') + this.#text.slice(origin);
    this.#groups = [...moved.map(({ ids }) => ids), ...this.#groups.slice(used)];
    this.#searched = 0;
    this.#looks = 0;
    this.#lastLook = 0;
  }
}

/** Sentences, each with the emphasis that closes behind its stop. */
function sentenceRanges(words: string): Range[] {
  const ranges = segmentSentences(words);
  ranges.forEach((range, index) => {
    const next = ranges[index + 1];
    const closing = next && closingEmphasis.exec(words.slice(range.end, next.end))?.[0];
    if (!next || !closing || next.start !== range.end) return;
    range.end += closing.length;
    next.start = range.end + /^\s*/.exec(words.slice(range.end))![0].length;
  });
  return ranges;
}
