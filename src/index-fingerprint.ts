import { createHash } from 'node:crypto';
import { passageSettings } from './passages/passage-settings.ts';
import type { Embedder } from './ports.ts';

/** Raised when what is stored for a passage changes, the analysis of its terms among it. */
const schemaVersion = 3;

/** What an index was made with. An index made with anything else cannot be used. */
export interface IndexSettings {
  schema: number;
  passages: typeof passageSettings;
  sentenceModel: string;
  passageModel: string;
  passageDimension: number;
}

export function indexSettings(sentences: Embedder, passages: Embedder = sentences): IndexSettings {
  return {
    schema: schemaVersion,
    passages: passageSettings,
    sentenceModel: sentences.id,
    passageModel: passages.id,
    passageDimension: passages.dimension,
  };
}

/** 12 hexadecimal digits that differ where the settings do. */
export function indexFingerprint(settings: IndexSettings): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 12);
}
