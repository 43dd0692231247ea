import type { ChatRequest } from '../../ports.ts';

export interface ReplyClock {
  /** Aborts when the caller's does, when a time is up, and when the clock is stopped. */
  readonly signal: AbortSignal;
  /** Which time was up: that in which text has to come, or that of the whole reply. */
  readonly expired: 'silence' | 'reply' | undefined;
  /** Whether the caller has stopped it. */
  readonly stopped: boolean;
  start(): void;
  /** Text is awaited, from now, for as long as the first may take or for a time given. */
  listen(milliseconds?: number): void;
  /** The caller has the turn: what it takes is not the endpoint's silence. */
  rest(): void;
  /** Milliseconds until one of the times is up. */
  left(): number;
  /** @throws the signal's reason as soon as it aborts */
  wait(milliseconds: number): Promise<void>;
  /** Ends the request where one still runs, and leaves no timer or listener behind. */
  stop(): void;
}

/** The limits of one reply. Nothing runs before `start`. */
export function createReplyClock(
  { firstTokenMilliseconds, replyMilliseconds }: ChatRequest,
  caller: AbortSignal | undefined,
): ReplyClock {
  const controller = new AbortController();
  let expired: ReplyClock['expired'];
  let stopped = false;
  let silence: NodeJS.Timeout | undefined;
  let whole: NodeJS.Timeout | undefined;
  let deadline = 0;
  let lastDeadline = 0;

  function end(reason: unknown) {
    clearTimeout(silence);
    clearTimeout(whole);
    caller?.removeEventListener('abort', heed);
    controller.abort(reason);
  }
  function heed() {
    end(caller?.reason);
  }
  function expire(time: NonNullable<ReplyClock['expired']>) {
    expired = time;
    end(new DOMException('The time for it is up.', 'TimeoutError'));
  }

  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    get stopped() {
      return stopped;
    },
    start() {
      if (caller?.aborted) return heed();
      caller?.addEventListener('abort', heed, { once: true });
      lastDeadline = performance.now() + replyMilliseconds;
      whole = setTimeout(expire, replyMilliseconds, 'reply');
      this.listen();
    },
    listen(milliseconds = firstTokenMilliseconds) {
      clearTimeout(silence);
      if (controller.signal.aborted) return;
      deadline = performance.now() + milliseconds;
      silence = setTimeout(expire, milliseconds, 'silence');
    },
    rest: () => clearTimeout(silence),
    left: () => Math.min(deadline, lastDeadline) - performance.now(),
    wait: (milliseconds) => sleep(milliseconds, controller.signal),
    stop() {
      stopped = true;
      end(new DOMException('The reply has ended.', 'AbortError'));
    },
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const wake = () => {
      signal.removeEventListener('abort', interrupt);
      resolve();
    };
    const interrupt = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', interrupt, { once: true });
  });
}
