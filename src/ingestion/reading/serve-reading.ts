import { DocumentError } from '../../errors.ts';
import type { SentencePacker } from '../../passages/sentence-packer.ts';
import type { FromReader, ToReader } from './messages.ts';
import { readSource } from './read-source.ts';

/**
 * The side of a reading process: reads the files that its parent names, one after the other, until
 * that goes. An interrupt from the terminal is the parent's to deal with.
 */
export function serveReading(packer: SentencePacker): void {
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', async (request: ToReader) => send(await answer(request, packer)));
  send({ ready: true });
}

const send = (message: FromReader): void => {
  process.send?.(message);
};

async function answer(request: ToReader, packer: SentencePacker): Promise<FromReader> {
  try {
    const source = await readSource(request, packer);
    return { source, residentBytes: process.memoryUsage.rss() };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { reason, message } = error;
    return { failure: { reason, message }, residentBytes: process.memoryUsage.rss() };
  }
}
