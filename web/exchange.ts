import type { Answer, Turn } from '../src/protocol.ts';
import type { TurnView } from './turn-view.ts';

/** A question of the conversation, with what became of it. */
export interface Exchange {
  question: string;
  answer?: Answer;
  view: TurnView;
  /** Failed for want of a connection, so that it may be asked again when there is one. */
  waitsForConnection: boolean;
}

/** What a follow-up can lean on; older turns only cost time. */
const turnsSent = 6;

/** What is sent along with a question, oldest first. */
export function historyBefore(exchange: Exchange, exchanges: readonly Exchange[]): Turn[] {
  const earlier = exchanges.slice(0, exchanges.indexOf(exchange)).slice(-turnsSent);
  return earlier.flatMap(({ question, answer }) => {
    const turns: Turn[] = [{ role: 'user', content: question }];
    if (answer?.answer) turns.push({ role: 'assistant', content: answer.answer });
    return turns;
  });
}
