import { defineConfig } from 'vitest/config';
import { serviceWorker } from './worker/plugin';

// Every URL in the page is relative: the service may be served under a path by a reverse proxy.
export default defineConfig({
  base: './',
  plugins: [serviceWorker()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500, // MapLibre alone is 1.1 MB before compression
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', './dev/count-reporter.ts'],
  },
});
