import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OperatorNames, PdfFont } from './engine-types.ts';
import type { Outline } from './glyph-reading.ts';
import { ignoreRejections } from './ignore-rejections.ts';
import { interpretOperators } from './interpret-operators.ts';
import type { Matrix } from './matrix.ts';
import type { PageContent } from './page-content.ts';
import { type StructureNode, structureRoles } from './structure-roles.ts';

/** After this many pages the engine's fonts and objects are let go, so that memory stays bounded. */
const pagesBetweenCleanups = 64;

/** An entry of a document's outline. */
export interface OutlineEntry {
  title: string;
  /** From 1. */
  depth: number;
}

export interface OpenPdf {
  pageCount: number;
  /** As the file's properties say, unchecked. */
  title: string | undefined;
  outline: OutlineEntry[];
  /** The pages one after another, each read when it is asked for. Throws where one is damaged. */
  pages(): AsyncGenerator<PageContent>;
  /** Whether the form draws text only when it is filled in by a program. */
  close(): Promise<void>;
}

type Engine = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** Its name is no literal, because it comes without types. */
const parserModule: string = 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/**
 * pdf.js wants classes of a browser when it is loaded; it only uses them to draw. And it replaces
 * `push` of all arrays by one that is many times slower, for the sake of an error message.
 */
async function loadEngine(): Promise<Engine> {
  const scope = globalThis as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) scope[name] ??= class {};
  const { push } = Array.prototype;
  const engine = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // Loaded here, it runs on this thread.
  await import(parserModule);
  Array.prototype.push = push;
  return engine;
}

const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * Opens a PDF with pdf.js, on this thread, without scripts, network, system fonts or images.
 * @throws what pdf.js throws: `PasswordException`, `InvalidPDFException` and others
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const engine = await loadEngine();
  const folder = packageFolder();
  const task = engine.getDocument({
    // The engine takes what it is given for its own.
    data: new Uint8Array(bytes),
    verbosity: engine.VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    // Tells which characters a font names.
    fontExtraProperties: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // No image is decoded: only text and lines are read.
    maxImageSize: 0,
    cMapUrl: join(folder, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
  });
  const heedRejections = ignoreRejections();
  const close = async () => {
    await task.destroy();
    await heedRejections();
  };
  try {
    const document = await task.promise;
    const { info } = await document.getMetadata();
    const title = (info as { Title?: unknown }).Title;
    return {
      pageCount: document.numPages,
      title: typeof title === 'string' ? title : undefined,
      outline: await readOutline(document),
      pages: () => readPages(engine, document),
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

interface OutlineNode {
  title: string;
  items: OutlineNode[];
}

async function readOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const nodes = (await document.getOutline().catch(() => null)) as OutlineNode[] | null;
  const list = (entries: OutlineNode[], depth: number): OutlineEntry[] =>
    entries.flatMap(({ title, items }) => [
      { title, depth },
      ...(depth < 6 ? list(items, depth + 1) : []),
    ]);
  return nodes ? list(nodes, 1) : [];
}

async function* readPages(engine: Engine, document: PDFDocumentProxy): AsyncGenerator<PageContent> {
  const layers = await document.getOptionalContentConfig();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    yield await readPage(engine, page, (layer) => layers.isVisible(layer));
    page.cleanup();
    if (number % pagesBetweenCleanups === 0) await document.cleanup();
  }
}

async function readPage(
  engine: Engine,
  page: PDFPageProxy,
  isLayerVisible: (layer: unknown) => boolean,
): Promise<PageContent> {
  const list = await page.getOperatorList();
  const tree = (await page.getStructTree().catch(() => null)) as StructureNode | null;
  const viewport = page.getViewport({ scale: 1 });
  const fonts = page.commonObjs as { has(name: string): boolean; get(name: string): PdfFont };
  const drawing = interpretOperators(list, {
    operators: engine.OPS as OperatorNames,
    viewport: viewport.transform as unknown as Matrix,
    fontOf: (name) => (fonts.has(name) ? fonts.get(name) : undefined),
    outlineOf: (font, glyph) => {
      const name = `${font.loadedName}_path_${glyph.fontChar}`;
      return fonts.has(name) ? (fonts.get(name) as unknown as { path: Outline }).path : undefined;
    },
    isLayerVisible,
  });
  return {
    ...drawing,
    number: page.pageNumber,
    width: viewport.width,
    height: viewport.height,
    roles: tree ? structureRoles(tree) : new Map(),
  };
}
