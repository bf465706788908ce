import { defineConfig } from 'vitest/config';

// One file, one browser, one test after the other: they share the machine with the service.
export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } }, // what a test waits for comes late on a busy machine, and that is no fault
    hookTimeout: 120_000,
    reporters: ['default', new URL('../dev/count-reporter.ts', import.meta.url).pathname],
  },
});
