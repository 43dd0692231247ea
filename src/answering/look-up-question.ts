import { ChatModelError } from '../errors.ts';
import { detectLanguage, isKnown } from '../language/detect-language.ts';
import type { AskRequest } from '../protocol.ts';
import type { AnsweringContext } from './answering-context.ts';
import { type Decision, distinctPassages } from './combine-decisions.ts';
import { decideOnParts } from './decide-on-question.ts';
import type { Caller, ModelTurn, Writer } from './model-turn.ts';
import { type QuestionReading, readQuestion, rewriteQuestion } from './read-question.ts';
import { leansOnHistory } from './standalone-question.ts';

/** What is known once a question was read and looked up. */
export interface Lookup {
  reading: QuestionReading;
  decision: Decision;
  /** Why the model need not be asked any more. */
  failure?: ChatModelError;
}

/** One question to a model, and the parts that it takes. */
export interface Asking {
  request: AskRequest;
  context: AnsweringContext;
  writer: Writer;
  caller: Caller;
  turn: ModelTurn;
}

/**
 * Looks up what is said about a question, completed by the model where it leans on earlier ones. In
 * a language that the search compares by its words alone it is looked up as it is and in English.
 */
export async function lookUpQuestion(asking: Asking): Promise<Lookup> {
  const { request, context, caller } = asking;
  const { question, history = [], documents } = request;
  const decide = ({ parts }: QuestionReading) =>
    decideOnParts(parts, documents, context, caller.signal);
  const byRule = readQuestion(question, history);
  const inEnglish = !isKnown(detectLanguage(question));
  const leans = leansOnHistory(question, history);
  const asIs = inEnglish || !leans ? await decide(byRule) : undefined;
  if (asIs && !leans && (!inEnglish || isSettled(asIs))) return { reading: byRule, decision: asIs };
  const { reading, failure } = await rewrite(asking, inEnglish);
  if (!reading) {
    const decision = asIs ?? (await decide(byRule));
    return { reading: byRule, decision, ...(failure ? { failure } : {}) };
  }
  const decision = await decide(reading);
  return { reading, decision: asIs ? withFindings(decision, asIs) : decision };
}

const isSettled = ({ outcome }: Decision): boolean =>
  outcome === 'answered' || outcome === 'conversation';

/** What two searches for the same found together, decided as the one that has an answer. */
function withFindings(decision: Decision, other: Decision): Decision {
  const isOther = !isSettled(decision) && isSettled(other);
  const passages = distinctPassages([...decision.passages, ...other.passages]);
  return { ...(isOther ? other : decision), passages };
}

async function rewrite(
  { request, turn }: Asking,
  inEnglish: boolean,
): Promise<{ reading?: QuestionReading | undefined; failure?: ChatModelError }> {
  try {
    return { reading: await rewriteQuestion(request, turn, { inEnglish }) };
  } catch (error) {
    if (error instanceof ChatModelError) return { failure: error };
    throw error;
  }
}
