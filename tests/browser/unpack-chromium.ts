import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';

const decompress = promisify(brotliDecompress);

export interface UnpackedChromium {
  executable: string;
  /** The shared libraries that a bare machine lacks: nss, nspr and expat. */
  libraries: string;
  /** A fontconfig file that adds the package's fonts to those of the machine. */
  fontconfig: string;
}

/**
 * Unpacks the browser of `@sparticuz/chromium`, once a machine and version, about two seconds. Its
 * own unpacking is not used: it does the libraries only where it sees a Lambda, and hands out files
 * that another process is still writing. Here a folder appears under its name when it is complete.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const packed = fileURLToPath(new URL('../../bin', import.meta.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(packed, '../package.json'), 'utf8'));
  const folder = join(tmpdir(), `verbatim-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) {
    const draft = await mkdtemp(`${folder}-`);
    await unpackInto(draft, packed, folder);
    await rename(draft, folder).catch(async (error) => {
      await rm(draft, { recursive: true });
      // Another process was faster; its folder is as good.
      if (!existsSync(folder)) throw error;
    });
  }
  return {
    executable: join(folder, 'chromium'),
    libraries: join(folder, 'lib'),
    fontconfig: join(folder, 'machine-fonts.conf'),
  };
}

async function unpackInto(draft: string, packed: string, folder: string): Promise<void> {
  const fontconfig = `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
  await Promise.all([
    pipeline(
      createReadStream(join(packed, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
    ),
    // The libraries, the fonts, and the software renderer that stands in for a graphics card.
    ...['al2023', 'fonts', 'swiftshader'].map((name) =>
      unpackTar(join(packed, `${name}.tar.br`), draft),
    ),
    writeFile(join(draft, 'machine-fonts.conf'), fontconfig),
  ]);
}

const blockSize = 512;

/** Regular files only, with names of up to 100 bytes: all that the package's archives hold. */
async function unpackTar(archive: string, folder: string): Promise<void> {
  const tar = await decompress(await readFile(archive));
  const field = (from: number, length: number) =>
    tar
      .toString('utf8', from, from + length)
      .replace(/\0.*$/s, '')
      .trim();
  for (let offset = 0; offset < tar.length && tar[offset] !== 0; ) {
    const size = Number.parseInt(field(offset + 124, 12), 8);
    const start = offset + blockSize;
    if (/^0?$/.test(field(offset + 156, 1))) {
      const path = resolve(folder, field(offset, 100));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, tar.subarray(start, start + size), { mode: 0o755 });
    }
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
}
