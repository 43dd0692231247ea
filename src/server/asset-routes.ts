import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnvironment } from './app-environment.ts';

interface Asset {
  body: string;
  mediaType: string;
}

/** The built web client, by path within its folder. */
export type WebAssets = ReadonlyMap<string, Asset>;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Seconds. Names with a hash of their contents never stand for anything else. */
const aYear = 31_536_000;

/**
 * What is to be kept of each kind. A page of a portal's asks for `widget.js` at each view, so that it
 * is kept for a while, too short for anyone to wait for an update; the parts that an earlier one
 * loads are still there.
 */
const caching = {
  page: 'no-cache',
  evergreen: 'public, max-age=300',
  immutable: `public, max-age=${aYear}, immutable`,
} as const;

/** Reads the web client into memory, so that a later build cannot mix into a running server. */
export async function readWebAssets(directory: string): Promise<WebAssets> {
  const names = await readdir(directory, { recursive: true });
  const assets = await Promise.all(
    names.map(async (name): Promise<[string, Asset] | undefined> => {
      const mediaType = mediaTypes[extname(name)];
      if (!mediaType) return undefined;
      const body = await readFile(join(directory, name), 'utf8');
      return [name.split(sep).join('/'), { body, mediaType }];
    }),
  );
  return new Map(assets.filter((asset) => asset !== undefined));
}

export function addAssetRoutes(app: Hono<AppEnvironment>, assets: WebAssets): void {
  const serve = (path: string, name: string, cacheControl: string) => {
    const asset = assets.get(name);
    if (asset) app.get(path, etag(), (context) => respond(context, asset, cacheControl));
  };
  serve('/', 'index.html', caching.page);
  serve('/embed', 'embed.html', caching.page);
  for (const name of ['demo.css', 'document.css', 'embed.css', 'embed.js', 'icon.svg']) {
    serve(`/assets/${name}`, name, caching.page);
  }
  const release = readRelease(assets);
  if (release) app.use('/widget.js', nameSourceMap(`widget/${release}.js.map`));
  for (const name of ['widget.js', 'widget.json', 'widget.d.ts']) {
    serve(`/${name}`, name, caching.evergreen);
  }
  // Also those of earlier builds, which pages have pinned, or have not opened yet.
  for (const name of assets.keys()) {
    if (!name.startsWith('widget/')) continue;
    if (name.endsWith('.js')) app.use(`/${name}`, nameSourceMap(`${basename(name)}.map`));
    serve(`/${name}`, name, caching.immutable);
  }
}

const respond = (context: Context, { body, mediaType }: Asset, cacheControl: string) =>
  context.body(body, 200, { 'Content-Type': mediaType, 'Cache-Control': cacheControl });

/** The version of `widget.js`. */
function readRelease(assets: WebAssets): string | undefined {
  const release = assets.get('widget.json');
  return release && (JSON.parse(release.body) as { version: string }).version;
}

/** In a header, as the same bytes are served under two names. */
function nameSourceMap(path: string) {
  return async (context: Context, next: () => Promise<void>) => {
    await next();
    context.header('SourceMap', path);
  };
}
