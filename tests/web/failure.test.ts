import { describe, expect, test } from 'vitest';
import type { Problem, ProblemType } from '../../src/protocol.ts';
import { ApiError } from '../../web/api-error.ts';
import { describeFailure } from '../../web/failure.ts';
import german from '../../web/languages/de.ts';
import english from '../../web/languages/en.ts';

const refused = (type: ProblemType, status: number, retryAfter?: number) => {
  const problem: Problem = { type, status, title: 'A title', detail: 'A detail.' };
  return new ApiError('problem', { problem, retryAfter });
};

describe('a problem', () => {
  test('is told in the language of the chat, with what to do', () => {
    const failure = describeFailure(refused('/problems/busy', 503, 5), german, true);
    expect(failure).toEqual({
      ...german.messages.problems['/problems/busy'],
      canRetry: true,
      retryAfter: 5,
      connection: false,
    });
  });

  test('keeps what only the server knows', () => {
    const failure = describeFailure(refused('/problems/invalid-request', 400), german, true);
    expect(failure.title).toBe('Die Anfrage ist nicht gültig.');
    expect(failure.remark).toBe('A detail.');
  });

  test('that a newer server made up is told in its own words', () => {
    const failure = describeFailure(refused('/problems/new' as ProblemType, 422), german, true);
    expect(failure.title).toBe(german.messages.unexpected);
    expect(failure.remark).toBe('A title. A detail.');
  });

  test.each<[ProblemType, number, boolean]>([
    ['/problems/invalid-request', 400, false],
    ['/problems/payload-too-large', 413, false],
    ['/problems/origin-not-allowed', 403, false],
    // Another tab may have renewed it.
    ['/problems/unauthorized', 401, true],
    ['/problems/too-many-requests', 429, true],
    ['/problems/internal', 500, true],
  ])('%s can be tried again: %3$s', (type, status, canRetry) => {
    expect(describeFailure(refused(type, status), english, true).canRetry).toBe(canRetry);
  });
});

describe('a lost connection', () => {
  const unreachable = new ApiError('unreachable');
  const interrupted = new ApiError('interrupted');

  test('is told apart from a server that is down', () => {
    expect(describeFailure(unreachable, english, true).title).toBe(english.messages.unreachable);
    expect(describeFailure(unreachable, english, false).title).toBe(english.messages.offline);
  });

  test('in the middle of an answer says that it is asked again', () => {
    const { detail, connection } = describeFailure(interrupted, english, false);
    expect(detail).toContain(english.messages.offlineDetail);
    expect(connection).toBe(true);
    expect(describeFailure(interrupted, english, true).detail).toBe(
      english.messages.interruptedDetail,
    );
  });

  test('that shows only as silence says for how long', () => {
    const failure = describeFailure(new ApiError('timed-out', { silentFor: 60 }), english, true);
    expect(failure.detail).toContain('for 60 seconds');
    expect(failure.canRetry).toBe(true);
    const silent = new ApiError('timed-out', { silentFor: 60 });
    expect(describeFailure(silent, english, false).title).toBe(english.messages.offline);
  });
});
