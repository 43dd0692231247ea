import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProseWriter, type ProseWriter, seededRandom } from './seeded-words.ts';
import { type Draft, type Format, formatShares, writers } from './write-document.ts';

/** Sentences of a paragraph, which is about a passage. */
const paragraphSentences = 5;
/** Paragraphs of a document: many short ones, few long ones, eight and a half in the middle. */
const fewest = 1;
const spread = 60;
const folders = 100;

export interface GeneratedFolder {
  files: number;
  bytes: number;
  formats: Partial<Record<Format, number>>;
}

/** Writes documents of mixed sizes and formats into a folder; from the same seed the same ones. */
export async function generateFolder(
  directory: string,
  documents: number,
  seed = 1,
): Promise<GeneratedFolder> {
  const random = seededRandom(seed);
  const prose = createProseWriter(random);
  const generated: GeneratedFolder = { files: 0, bytes: 0, formats: {} };
  for (let number = 0; number < documents; number += 1) {
    const folder = join(directory, `folder-${number % folders}`);
    if (number < folders) await mkdir(folder, { recursive: true });
    const format = formatOf(number);
    const bytes = Buffer.from(writers[format](draftOf(prose, random)));
    await writeFile(join(folder, `document-${number}.${format}`), bytes);
    generated.files += 1;
    generated.bytes += bytes.length;
    generated.formats[format] = (generated.formats[format] ?? 0) + 1;
  }
  return generated;
}

/** In turn, so that every hundred documents have the shares. */
function formatOf(number: number): Format {
  let place = (number * 37) % 100;
  for (const [format, share] of formatShares) {
    if (place < share) return format;
    place -= share;
  }
  return 'md';
}

function draftOf(prose: ProseWriter, random: () => number): Draft {
  const paragraphs = fewest + Math.floor(spread * random() ** 6.5);
  const sections = Math.ceil(paragraphs / 4);
  return {
    title: prose.words(4),
    sections: Array.from({ length: sections }, (_, section) => ({
      heading: prose.words(3),
      paragraphs: Array.from({ length: Math.min(4, paragraphs - section * 4) }, () =>
        prose.paragraph(paragraphSentences),
      ),
    })),
  };
}
