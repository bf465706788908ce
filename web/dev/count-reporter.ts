import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output with `N passed, N failed`, which CI adds up. A file that cannot be loaded counts as a failure. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let [passed, failed] = [0, 0];
    for (const module of modules) {
      const before = passed + failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        if (state === 'failed') failed++;
      }
      if (passed + failed === before || module.errors().length > 0) failed++;
    }
    // After the default reporter has written its summary.
    process.on('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
