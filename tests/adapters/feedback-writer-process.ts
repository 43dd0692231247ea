import { openFeedbackFile } from '../../src/adapters/feedback-file.ts';

// A process of its own, as a second server is one: adds so many records as fast as it can.
const [path = '', name = '', count = '0'] = process.argv.slice(2);
const store = openFeedbackFile({ path });
const comment = `${name} `.repeat(300).trim();
await Promise.all(
  Array.from({ length: Number(count) }, (_, index) =>
    store.add({ answer: `${name}-${index}`, helpful: index % 2 === 0, comment }),
  ),
);
