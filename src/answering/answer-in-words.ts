import { type ChatFailure, ChatModelError } from '../errors.ts';
import type { Answer, AnswerEvent, AskRequest, Notice } from '../protocol.ts';
import { answerPrompt } from './answer-prompt.ts';
import type { AnsweringContext } from './answering-context.ts';
import { CitationList } from './citation-list.ts';
import { closestPassages, type Decision } from './combine-decisions.ts';
import { type Asking, type Lookup, lookUpQuestion } from './look-up-question.ts';
import { type Caller, ModelTurn, type Writer, type WritingReport } from './model-turn.ts';
import { numberSources } from './number-sources.ts';
import { plainAnswer } from './plain-answer.ts';
import {
  type AnswerHead,
  answerHead,
  citeSingly,
  quoteAnswer,
  roundConfidence,
} from './quote-answer.ts';
import { readPassageDocument } from './read-passage-document.ts';
import { askedByUser, type QuestionReading } from './read-question.ts';
import { withSuggestions } from './suggestions/with-suggestions.ts';
import { type Writing, writeAnswer } from './write-answer.ts';

/** Tokens of the passages that a model is given; small models lose track of more. */
const sourceTokens = 2400;

/**
 * Has the model write the answer, and falls back on quotes where it fails. It is asked neither about
 * what is off topic nor where nothing was found.
 */
export async function* answerInWords(
  request: AskRequest,
  context: AnsweringContext,
  writer: Writer,
  caller: Caller,
): AsyncGenerator<AnswerEvent, Answer> {
  const turn = new ModelTurn(writer, caller);
  const asking: Asking = { request, context, writer, caller, turn };
  const id = context.createId();
  let failure: ChatModelError | undefined;
  let writing: Writing | undefined;
  try {
    const lookup = await lookUpQuestion(asking);
    const { reading, decision } = lookup;
    const isWritable = canBeWritten(decision);
    failure = lookup.failure ?? (isWritable ? await enter(turn) : undefined);
    const finish = (answer: Answer) => withSuggestions(answer, decision, request, context);
    const head = answerHead(id, request.question, reading.searched);
    const mode = isWritable && !failure ? 'generated' : 'extractive';
    yield { event: 'answer-start', data: { ...head, mode } };
    if (mode === 'generated') {
      const citations = new CitationList(readPassageDocument(context));
      writing = yield* write(asking, lookup, citations);
      failure = writing.failure;
      const concluded = await conclude(head, lookup, writing, citations, context);
      if (concluded) {
        const answer = await finish(concluded);
        if (writing.written.text === '') {
          yield { event: 'answer-delta', data: { text: answer.answer } };
        }
        yield { event: 'answer-end', data: answer };
        return answer;
      }
    }
    const unusable = isWritable ? 'model-unusable' : undefined;
    const notice = failure ? notices[failure.failure] : unusable;
    return yield* quoteAnswer(head, decision, context, { finish, signal: caller.signal, notice });
  } finally {
    turn.end();
    caller.onWritten?.(report(writer, turn, writing, failure));
  }
}

/** Where it began and broke off before anything could be shown, nothing was there. */
const notices: Readonly<Record<ChatFailure, Notice>> = {
  unavailable: 'model-unavailable',
  refused: 'model-unavailable',
  interrupted: 'model-unavailable',
  slow: 'model-slow',
  'over-limit': 'model-over-limit',
  unreadable: 'model-unusable',
};

const canBeWritten = ({ outcome, passages }: Decision): boolean =>
  outcome !== 'conversation' && outcome !== 'off-topic' && passages.length > 0;

async function enter(turn: ModelTurn): Promise<ChatModelError | undefined> {
  try {
    await turn.enter();
    return undefined;
  } catch (error) {
    if (error instanceof ChatModelError) return error;
    throw error;
  }
}

function write(
  { request, writer, caller, turn }: Asking,
  { reading, decision }: Lookup,
  citations: CitationList,
): AsyncGenerator<AnswerEvent, Writing> {
  const { question } = request;
  const { searched } = reading;
  const meant = searched === undefined ? question : `${question} ${searched}`;
  const sources = numberSources(decision.passages, meant, sourceTokens);
  const parts = reading.parts.map(({ part }) => part);
  const messages = answerPrompt({ question, searched, parts, sources });
  const { signal } = caller;
  const { check } = writer;
  const asked = askedByUser(request, searched);
  const several = parts.length > 1;
  const task = { messages, sources, citations, question: meant, asked, several, check, signal };
  return writeAnswer(task, turn, writer);
}

/** The answer as the model left it; undefined where quotes have to take its place. */
async function conclude(
  head: AnswerHead,
  { reading, decision }: Lookup,
  writing: Writing,
  { all: citations }: CitationList,
  context: AnsweringContext,
): Promise<Answer | undefined> {
  const { written, declines, knownIds, failure } = writing;
  const confidence = roundConfidence(decision);
  if (written.text === '') {
    if (failure || (declines.length === 0 && knownIds === 0)) return undefined;
    const near = decision.closest.length > 0 ? decision.closest : decision.cited;
    const outcome = 'not-answered';
    return {
      ...head,
      outcome,
      answered: false,
      mode: 'generated',
      confidence,
      answer: plainAnswer({ outcome }, []),
      citations: [],
      closest: await citeSingly(near.slice(0, closestPassages), 1, context),
    };
  }
  const unanswered = openParts(writing, reading, decision);
  return {
    ...head,
    outcome: unanswered.length > 0 ? 'partly' : 'answered',
    answered: true,
    mode: 'generated',
    confidence,
    answer: written.text,
    sentences: written.sentences,
    ...(failure ? { notice: 'model-interrupted' } : {}),
    citations,
    ...(unanswered.length > 0 ? { unanswered } : {}),
    closest: [],
  };
}

/** The parts that the model declined, by number, or those that the search found nothing for. */
function openParts(
  { declines }: Writing,
  { parts }: QuestionReading,
  { unanswered = [] }: Decision,
): string[] {
  if (declines.length === 0 || parts.length < 2) return [];
  const named = declines.flatMap(({ part }) =>
    part === undefined ? [] : (parts[part - 1]?.part ?? []),
  );
  return [...new Set(named.length > 0 ? named : unanswered)];
}

function report(
  { model }: Writer,
  { tokens }: ModelTurn,
  writing: Writing | undefined,
  failure: ChatModelError | undefined,
): WritingReport {
  return {
    model: model.name,
    tokens,
    ...(writing
      ? {
          sentences: writing.written.sentences.length,
          unsupported: writing.written.sentences.filter(({ support }) => support === 'unsupported')
            .length,
          removed: writing.removed,
          knownIds: writing.knownIds,
          unknownIds: writing.unknownIds,
        }
      : {}),
    ...(failure ? { failure } : {}),
  };
}
