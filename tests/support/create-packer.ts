import { passageSettings } from '../../src/passages/passage-settings.ts';
import { SentencePacker } from '../../src/passages/sentence-packer.ts';
import type { SentenceEmbedder } from '../../src/ports.ts';

/** A packer with the product's own limits. */
export const createPacker = (embedder: Pick<SentenceEmbedder, 'countTokens'>): SentencePacker =>
  new SentencePacker({ ...passageSettings, countTokens: (text) => embedder.countTokens(text) });
