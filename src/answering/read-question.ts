import { ChatModelError } from '../errors.ts';
import type { AskRequest, Turn } from '../protocol.ts';
import type { ModelTurn } from './model-turn.ts';
import { questionParts } from './question-parts.ts';
import { withoutCourtesy } from './recognize-conversation.ts';
import { readRewritten, rewritePrompt, rewriteTokens } from './rewrite-question.ts';
import { standaloneQuestion } from './standalone-question.ts';

/** A question as it is looked up. */
export interface QuestionReading {
  /** At least one; `searched` stands alone, `part` is as it was asked or rewritten. */
  parts: { part: string; searched: string }[];
  /** All that is searched for, where it is not what was asked. */
  searched: string | undefined;
}

/** Completes a question by rule: each part leans on the history and on the parts before it. */
export function readQuestion(question: string, history: readonly Turn[]): QuestionReading {
  const turns = [...history];
  const parts = questionParts(withoutCourtesy(question)).map((part) => {
    const searched = standaloneQuestion(part, turns);
    turns.push({ role: 'user', content: part });
    return { part, searched };
  });
  const isCompleted = parts.some(({ part, searched }) => part !== searched);
  const all = parts.map(({ searched }) => searched).join(' ');
  return { parts, searched: isCompleted ? all : undefined };
}

/** Of the time until the first text, for all of it; the answer itself needs the rest. */
const rewritingShare = 0.5;

/**
 * Completes a question by the model, and puts it into English where `inEnglish` asks for that;
 * undefined where the reply is no question.
 * @throws ChatModelError when there is no reply
 */
export async function rewriteQuestion(
  { question, history = [] }: AskRequest,
  turn: ModelTurn,
  { inEnglish }: { inEnglish: boolean },
): Promise<QuestionReading | undefined> {
  const messages = rewritePrompt(question, history, { inEnglish });
  let reply = '';
  const most = turn.timeLeft * rewritingShare;
  try {
    for await (const piece of turn.reply(messages, rewriteTokens, most)) {
      reply += piece;
    }
  } catch (error) {
    if (!(error instanceof ChatModelError) || !isUnreadable(error)) throw error;
    // Half a question may ask for something else than the whole one.
    return undefined;
  }
  const rewritten = readRewritten(reply, question, history, { inEnglish });
  if (rewritten === undefined) return undefined;
  const parts = questionParts(rewritten).map((part) => ({ part, searched: part }));
  return { parts, searched: rewritten === question ? undefined : rewritten };
}

/** It replied, but not with a whole question. */
const isUnreadable = ({ failure }: ChatModelError): boolean =>
  failure === 'unreadable' || failure === 'interrupted';

/**
 * What the user has asked, with those words of the completed question that the user has used before:
 * what a model has put into a question must not vouch for what it then writes.
 */
export function askedByUser(
  { question, history = [] }: AskRequest,
  searched: string | undefined,
): string {
  if (searched === undefined) return question;
  const turns = history.filter(({ role }) => role === 'user').map(({ content }) => content);
  const used = new Set(turns.flatMap(wordsOf).map((word) => word.toLowerCase()));
  const taken = wordsOf(searched).filter((word) => used.has(word.toLowerCase()));
  return [question, ...taken].join(' ');
}

const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu) ?? [];
