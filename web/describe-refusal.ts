import { statusOf } from './api-error.ts';
import type { Language } from './language.ts';
import { fill, formatWait } from './wording.ts';

/** Why feedback was not taken, and when to try again where the server said so. */
export function describeRefusal(error: unknown, language: Language): string {
  const { feedbackFailed, feedbackTooOften, tryAgainWhen } = language.messages;
  if (statusOf(error) !== 429) return feedbackFailed;
  const { retryAfter } = error as { retryAfter?: number };
  if (retryAfter === undefined) return feedbackTooOften;
  const when = formatWait(language, retryAfter);
  return `${feedbackTooOften} ${fill(tryAgainWhen, { when })}`;
}
