import { defineConfig } from 'vitest/config';

// One file, one browser, one test after the other: they share the machine with the service.
export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', new URL('../dev/count-reporter.ts', import.meta.url).pathname],
  },
});
