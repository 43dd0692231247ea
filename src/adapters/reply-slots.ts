import PQueue from 'p-queue';
import { BusyError } from '../errors.ts';
import type { ReplySlots } from '../ports.ts';

/** @param queue how many may wait while `concurrency` others have their turn */
export function createReplySlots({
  concurrency,
  queue: mostWaiting,
}: {
  concurrency: number;
  queue: number;
}): ReplySlots {
  const queue = new PQueue({ concurrency });
  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (queue.pending >= concurrency && queue.size >= mostWaiting) {
        throw new BusyError(
          `${queue.pending} answers are being written and ${queue.size} questions wait. Try again in a moment.`,
        );
      }
      return new Promise((resolve, reject) => {
        const turn = () => new Promise<void>((giveBack) => resolve(giveBack));
        queue.add(turn, signal ? { signal } : {}).catch(reject);
      });
    },
  };
}
