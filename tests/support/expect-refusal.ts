import { expect } from 'vitest';
import { DocumentError } from '../../src/errors.ts';
import type { UnreadableReason } from '../../src/protocol.ts';

/** Expects a file to be refused for a reason, in words that begin with its name. */
export async function expectRefusal(
  reading: Promise<unknown>,
  reason: UnreadableReason,
  words: RegExp,
  uri = 'test',
): Promise<void> {
  const error = await reading.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(DocumentError);
  const { reason: given, message } = error as DocumentError;
  expect(given, message).toBe(reason);
  expect(message).toMatch(words);
  expect(message.startsWith(uri)).toBe(true);
}
