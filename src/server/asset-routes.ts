import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnvironment } from './app-environment.ts';

/** The built web client, by file name. */
export type WebAssets = ReadonlyMap<string, { body: string; mediaType: string }>;

const mediaTypes: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'widget.js': 'text/javascript; charset=utf-8',
  'widget.js.map': 'application/json',
  'demo.css': 'text/css; charset=utf-8',
  'document.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** Reads the web client into memory, so that a later build cannot mix into a running server. */
export async function readWebAssets(directory: string): Promise<WebAssets> {
  const entries = await Promise.all(
    Object.entries(mediaTypes).map(async ([name, mediaType]) => {
      const body = await readFile(join(directory, name), 'utf8');
      return [name, { body, mediaType }] as const;
    }),
  );
  return new Map(entries);
}

export function addAssetRoutes(app: Hono<AppEnvironment>, assets: WebAssets): void {
  const serve = (path: string, name: string) => {
    const asset = assets.get(name);
    if (!asset) return;
    app.get(path, etag(), (context) =>
      context.body(asset.body, 200, {
        'Content-Type': asset.mediaType,
        'Cache-Control': 'no-cache',
      }),
    );
  };
  serve('/', 'index.html');
  serve('/widget.js', 'widget.js');
  serve('/widget.js.map', 'widget.js.map');
  for (const name of ['demo.css', 'document.css', 'icon.svg']) serve(`/assets/${name}`, name);
}
