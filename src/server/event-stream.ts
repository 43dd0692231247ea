export interface EventStreamOptions {
  /** The last event of a stream that an error ends. Not asked where nobody is left to read it. */
  onError: (error: unknown) => string;
  /** Called when the client has gone. */
  onCancel: () => void;
  /** Milliseconds of silence after which a comment shows that the connection lives. */
  keepAliveAfter?: number;
}

export interface EventStream {
  body: ReadableStream<Uint8Array>;
  /** Settles when the last event was handed over, or when the client has gone and all is put away. */
  ended: Promise<void>;
}

/** A line that clients skip. Proxies that give up on a silent connection take a minute or more. */
const keepAlive = ': waiting\n\n';
const defaultKeepAliveAfter = 10_000;

/**
 * A body of server-sent events, each given as it goes over the wire, with its blank line. It ends
 * when they do, or with the event that tells of an error, unless the client goes first.
 */
export function eventStream(
  events: AsyncGenerator<string, unknown>,
  { onError, onCancel, keepAliveAfter = defaultKeepAliveAfter }: EventStreamOptions,
): EventStream {
  const encoder = new TextEncoder();
  let cancelled = false;
  let end = () => {};
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  /** The next event; the one that tells of an error; or undefined after the last. */
  async function nextEvent(): Promise<{ event: string | undefined; last: boolean }> {
    try {
      const { value, done } = await events.next();
      return done ? { event: undefined, last: true } : { event: value, last: false };
    } catch (error) {
      return { event: cancelled ? undefined : onError(error), last: true };
    }
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      timer = setInterval(() => controller.enqueue(encoder.encode(keepAlive)), keepAliveAfter);
      const { event, last } = await nextEvent();
      clearInterval(timer);
      if (cancelled) return;
      if (event !== undefined) controller.enqueue(encoder.encode(event));
      if (!last) return;
      controller.close();
      end();
    },
    async cancel() {
      cancelled = true;
      clearInterval(timer);
      onCancel();
      try {
        await events.return(undefined);
      } finally {
        end();
      }
    },
  });
  return { body, ended };
}
