import type { AnswerEvent, Problem } from '../protocol.ts';

export interface AnswerStreamOptions {
  /** Tells what to send for an error; nothing where nobody is left to read it. */
  onError: (error: unknown) => Problem | undefined;
  /** Called when the client has gone. */
  onCancel: () => void;
}

export interface AnswerStream {
  body: ReadableStream<Uint8Array>;
  /** Settles when the last event was sent or the client has gone. */
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
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await events.next();
        if (!done) {
          controller.enqueue(encode(value as AnswerEvent));
          return;
        }
      } catch (error) {
        const problem = onError(error);
        if (problem) controller.enqueue(encode({ event: 'answer-error', data: problem }));
      }
      controller.close();
      end();
    },
    async cancel() {
      onCancel();
      end();
      await events.return(undefined);
    },
  });
  return { body, ended };
}
