import type { AnsweringContext } from '../src/answering/answering-context.ts';
import { composeAnswering, composeModels } from '../src/compose.ts';
import type { Config } from '../src/config.ts';
import { openServingIndex } from '../src/index-lifecycle.ts';
import { describeHolder } from '../src/index-lock.ts';
import { describeLeftOut } from '../src/ingestion/describe-report.ts';
import { createProgressBar } from '../src/ingestion/progress-bar.ts';
import { say } from './run-command.ts';

/** Opens the index, brought up to date with the corpus, for as long as it is used. */
export async function withDocuments<T>(
  config: Config,
  signal: AbortSignal,
  use: (answering: AnsweringContext) => Promise<T>,
): Promise<T> {
  const models = await composeModels(config);
  const bar = createProgressBar();
  try {
    let indexing = false;
    const { index, report } = await openServingIndex(config, models, {
      signal,
      onProgress: (progress) => {
        if (!indexing) say(`Indexing ${config.corpusDirectory}`);
        indexing = true;
        bar.update(progress);
      },
      onHeld: (holder, does) => {
        if (does === 'wait') say(`Waiting for another ingestion (${describeHolder(holder)}).`);
      },
      onRebuild: (reason) =>
        say(`${reason.message}\nBeing the default index, it is made anew now.`),
    }).finally(() => bar.stop());
    if (report) describeLeftOut(report).forEach(say);
    try {
      return await use(composeAnswering(config, models, index.store));
    } finally {
      await index.store.close();
    }
  } finally {
    await models.close();
  }
}
