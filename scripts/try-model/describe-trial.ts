import type { WritingReport } from '../../src/answering/model-turn.ts';
import type { Answer, Support } from '../../src/protocol.ts';
import { summarizeTimes } from '../bench/measure.ts';

export interface TrialQuestion {
  question: string;
  answerable?: boolean;
  must_quote?: string[];
  /** Earlier questions, oldest first. */
  after?: string[];
}

/** What became of one question. */
export interface Trial {
  asked: TrialQuestion;
  answer: Answer;
  report: WritingReport | undefined;
  /** What had to be quoted and was not. */
  missing: string[];
  /** Milliseconds until the first sentence, and until the end. */
  first: number;
  milliseconds: number;
}

/** The trials one by one, then what they say of the model. */
export function describeTrial(model: string, trials: readonly Trial[]): string {
  return `${[...trials.flatMap(describeOne), ...summarize(model, trials)].join('\n')}\n`;
}

function describeOne({ asked, answer, missing }: Trial): string[] {
  const notice = answer.notice ? `, ${answer.notice}` : '';
  const sentences = (answer.sentences ?? []).map(({ start, end, support, doubts }) => {
    const doubt = doubts.length > 0 ? ` (${doubts.join(', ')})` : '';
    return `    ${support}${doubt}: ${answer.answer.slice(start, end)}`;
  });
  const lacks =
    answer.answered && missing.length > 0 ? [`    not quoted: ${missing.join(' | ')}`] : [];
  return [
    asked.question,
    `    ${answer.outcome}, ${answer.mode}${notice}`,
    ...sentences,
    ...lacks,
    '',
  ];
}

function summarize(model: string, trials: readonly Trial[]): string[] {
  const reports = trials.flatMap(({ report }) => report ?? []);
  const sum = (of: (report: WritingReport) => number | undefined) =>
    reports.reduce((total, report) => total + (of(report) ?? 0), 0);
  const [known, unknown] = [sum((one) => one.knownIds), sum((one) => one.unknownIds)];
  const sentences = trials.flatMap(({ answer }) => answer.sentences ?? []);
  const count = (support: Support) => sentences.filter((one) => one.support === support).length;
  const answerable = trials.filter(({ asked }) => asked.answerable === true);
  const unanswerable = trials.filter(({ asked }) => asked.answerable === false);
  const generated = trials.filter(({ answer }) => answer.mode === 'generated');
  const notices = trials.filter(({ answer }) => answer.notice !== undefined);
  const times = summarizeTimes(trials.map(({ milliseconds }) => milliseconds));
  const firsts = summarizeTimes(trials.map(({ first }) => first));
  return [
    `${model}: ${trials.length} questions, ${generated.length} answered or declined by it, ${notices.length} with a notice`,
    `citations that exist        ${share(known, known + unknown)}`,
    `sentences supported         ${share(count('supported'), sentences.length)}, in part ${count('partly')}, not ${count('unsupported')}`,
    `answerable, answered        ${share(answerable.filter(({ answer }) => answer.answered).length, answerable.length)}, with all that has to be quoted ${answerable.filter(({ answer, missing }) => answer.answered && missing.length === 0).length}`,
    `unanswerable, declined      ${share(unanswerable.filter(({ answer }) => !answer.answered).length, unanswerable.length)}`,
    `first sentence / whole      ${seconds(firsts.median)} / ${seconds(times.median)} at the median`,
    `tokens, estimated           ${sum((one) => one.tokens)}`,
  ];
}

const share = (part: number, whole: number): string => `${part} of ${whole}`;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
