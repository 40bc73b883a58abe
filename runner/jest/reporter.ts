import type { AggregatedResult, TestContext } from '@jest/reporters';
import { isSkipped, storedRun, testName } from './stored-run.ts';

/**
 * Keeps a filtered run of a suite from being green: what was planned and not executed (`-t`, `--bail`, a crash) is not
 * checked, and Jest then exits with 1.
 */
export default class SuiteReporter {
  #unchecked: string[] = [];

  onRunComplete(_contexts: Set<TestContext>, { testResults }: AggregatedResult): void {
    for (const { displayName, testFilePath, testResults: tests } of testResults) {
      if (displayName === undefined || !testFilePath.endsWith('.suite.ts')) continue;
      const executed = new Set(
        tests
          .filter(({ status }) => status === 'passed' || status === 'failed')
          .map(({ title }) => title),
      );
      for (const finding of storedRun(displayName.name).findings) {
        if (isSkipped(finding) || executed.has(testName(finding))) continue;
        this.#unchecked.push(`${displayName.name}: ${testName(finding)}`);
      }
    }
  }

  getLastError(): Error | undefined {
    if (this.#unchecked.length === 0) return undefined;
    const error = new Error(
      `NOT PROVEN: ${this.#unchecked.length} planned findings were not checked.\n  ${this.#unchecked.slice(0, 20).join('\n  ')}`,
    );
    error.stack = error.message;
    return error;
  }
}
