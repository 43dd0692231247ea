import type { Answer } from '../src/protocol.ts';
import { isAnswer } from './is-answer.ts';
import { memoryKey } from './shell/memory-key.ts';

export interface RememberedTurn {
  question: string;
  answer: Answer;
}

/** Answered questions of this tab, oldest first. Neither method throws: without storage it forgets. */
export interface ConversationMemory {
  read(): RememberedTurn[];
  /** Takes the place of all that was remembered; nothing is left of an empty conversation. */
  write(turns: readonly RememberedTurn[]): void;
}

/** What is used of a tab's `sessionStorage`. */
export interface TabStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Characters. The page shares its 5 million with us. */
const greatestLength = 200_000;

/**
 * Remembers in the tab's session storage, under a key for what is asked, so that chats with other
 * servers or about other documents keep apart.
 * @param scope of the conversation, such as the server and the documents
 * @param storage `() => sessionStorage`, which throws in a sandboxed frame, and where the visitor has forbidden storage
 */
export function createConversationMemory(
  scope: string,
  storage: () => TabStorage,
): ConversationMemory {
  const key = memoryKey + scope;
  return {
    read() {
      try {
        return readTurns(storage().getItem(key));
      } catch {
        return [];
      }
    },
    write(turns) {
      try {
        const text = writeTurns(turns);
        if (text === undefined) storage().removeItem(key);
        else storage().setItem(key, text);
      } catch {
        // Full or forbidden; the conversation goes on without.
      }
    },
  };
}

/** The latest turns that fit; undefined where none is left. */
function writeTurns(turns: readonly RememberedTurn[]): string | undefined {
  const texts: string[] = [];
  let length = 0;
  for (const turn of [...turns].reverse()) {
    const text = JSON.stringify(turn);
    length += text.length + 1;
    if (length > greatestLength) break;
    texts.unshift(text);
  }
  return texts.length > 0 ? `[${texts.join()}]` : undefined;
}

/** Whatever else is on the page may have written there too. */
function readTurns(text: string | null): RememberedTurn[] {
  const value: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(value) && value.every(isTurn) ? value : [];
}

const isTurn = (value: Partial<RememberedTurn> | null): value is RememberedTurn =>
  typeof value?.question === 'string' && isAnswer(value.answer);
