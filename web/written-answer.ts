import type { Answer, WrittenSentence } from '../src/protocol.ts';
import type { Messages } from './language.ts';
import { fill } from './wording.ts';

// What the chat, the clipboard, a screen reader and the command line make of a written answer.

/** A sentence with what separates it from the one before; without `sentence` nothing was checked. */
export interface WrittenPiece {
  text: string;
  sentence?: WrittenSentence;
}

/** Whether an answer is read as text. A declined one is shown as such, whoever declined. */
export const isInWords = ({ mode, answered, answer }: Answer): boolean =>
  mode === 'generated' && answered && answer !== '';

/** The answer's text in the pieces that it was streamed in; they concatenate to it. */
export function piecesOf({ answer, sentences = [] }: Answer): WrittenPiece[] {
  let end = 0;
  const pieces = sentences.map((sentence): WrittenPiece => {
    const text = answer.slice(end, sentence.end);
    end = sentence.end;
    return { text, sentence };
  });
  if (end < answer.length) pieces.push({ text: answer.slice(end) });
  return pieces;
}

/** The text with a label in words after each sentence that its quotes do not support. */
export const withDoubtsInWords = (pieces: readonly WrittenPiece[], messages: Messages): string =>
  pieces
    .map(({ text, sentence }) => text + (sentence ? doubtsInWords(sentence, messages) : ''))
    .join('');

function doubtsInWords({ support, doubts }: WrittenSentence, messages: Messages): string {
  if (support === 'supported') return '';
  const reasons = doubts.map((doubt) => messages.doubtedFor[doubt]).join(messages.separator);
  const values = { support: messages.support[support], reasons };
  return fill(reasons ? messages.doubtedBecause : messages.doubted, values);
}

/** Why the answer is not what it was meant to be, in words that fit what there is instead. */
export function noticeOf(answer: Answer, messages: Messages): string {
  const { notice, outcome, answered } = answer;
  if (!notice || outcome === 'conversation') return '';
  if (!answered) return messages.noticeDeclined;
  return isInWords(answer) ? messages.writtenInPart : messages.quotedInstead[notice];
}
