/** Writes the service worker with the list of the page's files, whose names change with their content. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Files of public/ that are part of the page; the fine coast is fetched where it is looked at. */
const publicFiles = ['icon.svg', 'manifest.webmanifest'];

export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      // Browsers that have service workers read woff2.
      const files = Object.keys(bundle).filter(
        (file) => file.startsWith('assets/') && !file.endsWith('.woff'),
      );
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: workerSource(['./', ...publicFiles, ...files.sort()]),
      });
    },
  };
}

export function workerSource(files: readonly string[]): string {
  const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
  return readFileSync(new URL('shell.js', import.meta.url), 'utf8')
    .replace('SHELL_FILES', JSON.stringify(files))
    .replace('SHELL_VERSION', version);
}
