import { setTimeout } from 'node:timers/promises';
import type { DocumentFormat } from '../../src/documents/document-format.ts';
import { formats } from '../../src/documents/formats.ts';

/**
 * The reading process with formats whose readers do to it what a broken parser may do. It is built
 * and started like the product's own.
 */
const deeds: Record<string, (bytes: Uint8Array) => void> = {
  '.loop': () => {
    for (;;);
  },
  '.heap': () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array(10_000).fill(kept.length));
  },
  '.buffers': () => {
    const kept: Buffer[] = [];
    for (;;) kept.push(Buffer.alloc(1_000_000, kept.length));
  },
  '.segfault': () => process.kill(process.pid, 'SIGSEGV'),
  '.exit': () => process.exit(0),
  '.later': () => {
    queueMicrotask(() => {
      throw new Error('Thrown by nobody.');
    });
  },
  '.undefined': () => {
    throw undefined;
  },
  '.unsent': () => {
    throw Object.assign(new Error('broken'), { own: () => {} });
  },
  '.leak': () => {
    leaked.push(Buffer.alloc(50_000_000, 1));
  },
};
const leaked: Buffer[] = [];

/** Milliseconds; what was thrown by nobody comes first. */
const shortWhile = 50;

async function readAfter(deed: (bytes: Uint8Array) => void, bytes: Uint8Array) {
  deed(bytes);
  await setTimeout(shortWhile);
  const block = { kind: 'paragraph' as const, start: 0, end: 5, section: [], page: null };
  return { title: undefined, text: 'Read.', blocks: [block] };
}

const hostile = Object.entries(deeds).map(
  ([extension, deed]): DocumentFormat => ({
    name: extension,
    mediaType: 'text/plain',
    extensions: [extension],
    load: async () => (source) => readAfter(deed, source.bytes),
  }),
);
(formats as DocumentFormat[]).push(...hostile);

await import('../../src/reader.ts');
