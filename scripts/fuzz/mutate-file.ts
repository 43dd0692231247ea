import { extname } from 'node:path';
import { dictionaryFor } from './dictionaries.ts';
import { type Material, mutateBytes } from './mutate-bytes.ts';
import { mutateStream } from './mutate-streams.ts';
import type { Random } from './random.ts';
import { packZip, unpackZip, type ZipEntry } from './zip-file.ts';

export interface SeedFile {
  name: string;
  bytes: Buffer;
}

/** How often a file gets another file’s ending. */
const misnamed = 0.03;
/** How often what is packed is changed inside. */
const changedInside = 0.7;

/**
 * A changed file out of real ones; the same from the same chance. Files that are archives are mostly
 * changed in what they hold, and so are the packed streams of PDFs.
 */
export function mutateFile(files: readonly SeedFile[], random: Random): SeedFile {
  const { name, bytes } = random.pick(files);
  const other = random.pick(files);
  const extension = extname(name).toLowerCase();
  const material: Material = { dictionary: dictionaryFor(extension), other: other.bytes };
  const inside = random.chance(changedInside);
  const mutated =
    inside && isArchive(bytes)
      ? mutateArchive(bytes, random, other)
      : inside && extension === '.pdf'
        ? mutateStream(bytes, random, material)
        : mutateBytes(bytes, random, material);
  const ending = random.chance(misnamed) ? extname(other.name) : extname(name);
  return { name: `${name.slice(0, -extname(name).length || undefined)}${ending}`, bytes: mutated };
}

const isArchive = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'PK\x03\x04';

function mutateArchive(bytes: Buffer, random: Random, other: SeedFile): Buffer {
  const entries = unpackZip(bytes);
  const at = random.below(entries.length);
  const entry = entries[at]!;
  const others = isArchive(other.bytes) ? unpackZip(other.bytes) : [];
  const foreign: ZipEntry =
    others.length > 0 ? random.pick(others) : { ...entry, content: other.bytes };
  const changed = ((): ZipEntry[] => {
    const kind = random.below(20);
    if (kind === 0) return [];
    if (kind === 1) return [entry, entry];
    if (kind === 2)
      return [
        { ...entry, name: random.pick(['../x', '/x', 'x'.repeat(300), entry.name.toUpperCase()]) },
      ];
    if (kind === 3) return [{ ...entry, content: foreign.content }];
    return [{ ...entry, content: mutateEntry(entry, random, foreign.content) }];
  })();
  return packZip([...entries.slice(0, at), ...changed, ...entries.slice(at + 1)]);
}

function mutateEntry({ name, content }: ZipEntry, random: Random, other: Buffer): Buffer {
  const extension = extname(name).toLowerCase();
  const isMarkup = content.toString('latin1', 0, 200).includes('<');
  const dictionary = dictionaryFor(
    /html?$/.test(extension) ? '.html' : isMarkup ? '.xml' : extension,
  );
  return mutateBytes(content, random, { dictionary, other });
}
