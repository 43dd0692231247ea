import type { Models } from './compose.ts';
import type { PassageEmbedders } from './passages/embed-passages.ts';
import { passageSettings } from './passages/passage-settings.ts';
import { SentencePacker } from './passages/sentence-packer.ts';

/**
 * What splits and embeds documents that are read in this process. Apart from the rest, as the
 * splitter's library takes a third of a second to load and a server never splits.
 */
export function composeIndexing({ sentenceEmbedder, passageEmbedder }: Models): {
  packer: SentencePacker;
  embedders: PassageEmbedders;
} {
  return {
    packer: new SentencePacker({
      ...passageSettings,
      countTokens: (text) => sentenceEmbedder.countTokens(text),
    }),
    embedders: { sentences: sentenceEmbedder, passages: passageEmbedder },
  };
}
