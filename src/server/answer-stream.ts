import type { AnswerEvent, Problem } from '../protocol.ts';

export interface AnswerStreamOptions {
  /** Tells what to send for an error. Not asked where nobody is left to read it. */
  onError: (error: unknown) => Problem;
  /** Called when the client has gone. */
  onCancel: () => void;
}

export interface AnswerStream {
  body: ReadableStream<Uint8Array>;
  /** Settles when the last event was handed over or the client has gone. */
  ended: Promise<void>;
}

/**
 * Server-sent events of an answer. Every stream ends with `answer-end` or `answer-error`, unless
 * the client goes first.
 */
export function answerStream(
  events: AsyncGenerator<AnswerEvent, unknown>,
  { onError, onCancel }: AnswerStreamOptions,
): AnswerStream {
  const encoder = new TextEncoder();
  const encode = ({ event, data }: AnswerEvent) =>
    encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  let cancelled = false;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  /** The next event; the one that tells of an error; or undefined after the last. */
  async function nextEvent(): Promise<{ event: AnswerEvent | undefined; last: boolean }> {
    try {
      const { value, done } = await events.next();
      return done ? { event: undefined, last: true } : { event: value, last: false };
    } catch (error) {
      if (cancelled) return { event: undefined, last: true };
      return { event: { event: 'answer-error', data: onError(error) }, last: true };
    }
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { event, last } = await nextEvent();
      if (cancelled) return;
      if (event) controller.enqueue(encode(event));
      if (!last) return;
      controller.close();
      end();
    },
    async cancel() {
      cancelled = true;
      onCancel();
      end();
      await events.return(undefined);
    },
  });
  return { body, ended };
}
