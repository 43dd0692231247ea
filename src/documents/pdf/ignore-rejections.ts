/**
 * Ignores the failures of promises that pdf.js makes ahead of need and then forgets, such as those of
 * pages that it may have to look at in a broken file; without this they end the process. Failures of
 * others end it as ever.
 * @returns ends it, and resolves when no more of them can come
 */
export function ignoreRejections(): () => Promise<void> {
  process.on('unhandledRejection', ignore);
  return async () => {
    // Node tells of them when all that waits on promises has run.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', ignore);
  };
}

/** Where the engine's code lies, as it is and as its source map says. */
const ofEngine = /pdfjs-dist|pdf\.js\/src/;

function ignore(reason: unknown): void {
  if (!(reason instanceof Error) || !ofEngine.test(reason.stack ?? '')) throw reason;
}
