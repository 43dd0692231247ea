import type { Answer, Citation, Outcome, WrittenSentence } from '../src/protocol.ts';

const outcomes: readonly (Outcome | undefined)[] = [
  'answered',
  'partly',
  'not-answered',
  'off-topic',
  'conversation',
];

/** Whether a value from outside can be shown as an answer, and its links followed. */
export function isAnswer(value: unknown): value is Answer {
  const answer = value as Partial<Answer> | null | undefined;
  return (
    areStrings([answer?.id, answer?.question, answer?.answer]) &&
    outcomes.includes(answer?.outcome) &&
    isList(answer?.citations, isCitation) &&
    isList(answer?.closest, isCitation) &&
    isList(answer?.sentences ?? [], isSentence) &&
    areStrings(answer?.unanswered ?? []) &&
    areStrings(answer?.suggestions ?? [])
  );
}

function isCitation(value: Partial<Citation> | null): boolean {
  const { document, quote, section, url, page } = value ?? {};
  return (
    typeof value?.number === 'number' &&
    (page === null || typeof page === 'number') &&
    areStrings([quote, document?.id, document?.revision, document?.title]) &&
    areStrings(section) &&
    // A path of the server's and nothing else: no other scheme, no other host. Browsers pass over
    // tabs and the ends of lines in an address.
    /^\/(?![/\\\t\n\r])/.test(url ?? '') &&
    isList(value.spans, (span) => typeof span?.text === 'string')
  );
}

const isSentence = (value: Partial<WrittenSentence> | null): boolean =>
  typeof value?.end === 'number' &&
  typeof value.support === 'string' &&
  areStrings(value.doubts) &&
  Array.isArray(value.citations);

const isList = <Item>(
  values: readonly Item[] | undefined,
  isItem: (value: Partial<Item> | null) => boolean,
): boolean => Array.isArray(values) && values.every((value) => isItem(value));

const areStrings = (values: readonly unknown[] | undefined): boolean =>
  Array.isArray(values) && values.every((value) => typeof value === 'string');
