// Jest loads this before each `*.suite.ts` (setupFilesAfterEnv). It turns the findings of the stored run into tests,
// one a planned check and subject, so that a suite file stays plain data.
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../core/finding.ts';
import { isSkipped, storedRun, testName } from './stored-run.ts';

const { testPath } = expect.getState();
if (testPath === undefined) throw new Error('Jest gave no test path.');
const report = storedRun(basename(testPath, '.suite.ts'));

describe(report.suite.title, () => {
  for (const finding of report.findings) {
    const register = isSkipped(finding) ? test.skip : test;
    register(testName(finding), () => {
      if (finding.status !== 'pass') throw new FindingError(describeFinding(finding));
    });
  }
});

function describeFinding({ status, message, expected, actual, details }: Finding): string {
  return [
    `${status.toUpperCase()}: ${message ?? ''}`,
    ...details.map((detail) => `    ${detail}`),
    ...(expected === null ? [] : [`    expected ${JSON.stringify(expected)}`]),
    ...(actual === null ? [] : [`    actual   ${JSON.stringify(actual)}`]),
  ].join('\n');
}

/** Has no stack: where the check ran is of no use to a reader; what it found is. */
class FindingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Finding';
    this.stack = message;
  }
}
