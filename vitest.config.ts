import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Real models, databases and browsers; a wait that takes longer than this has gone wrong.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Files load the same modules; loading them anew for each would take a fifth of the time.
    isolate: false,
    // Two cores: more workers would only load the model more often.
    maxWorkers: 2,
  },
});
