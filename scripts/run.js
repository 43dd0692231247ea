// `node scripts/run.js NAME …` builds what is out of date and runs dist/NAME.js in this same
// process, so that signals reach it. Where esbuild is not installed, an existing build is used.
import { existsSync } from 'node:fs';

process.setSourceMapsEnabled(true);
const name = process.argv[2] ?? 'main';
const entry = new URL(`../dist/${name}.js`, import.meta.url);

if (process.env['VERBATIM_BUILD'] !== 'off') {
  const builder = await import('./build.js').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !existsSync(entry)) throw error;
    return undefined;
  });
  await builder?.build();
}
process.argv.splice(2, 1);
await import(entry.href);
