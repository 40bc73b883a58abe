import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { Report } from '../../core/report.ts';
import { runVariable } from './run-variable.ts';

/** Read at once, since Jest cannot register tests asynchronously. */
export function storedRun(suiteId: string): Report {
  const folder = process.env[runVariable(suiteId)];
  if (folder === undefined) {
    throw new Error(`No run of ${suiteId} was stored before its tests began.`);
  }
  return Report.parse(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')));
}

/** The name of a finding's test: unique in its suite. */
export function testName(finding: {
  readonly check: string;
  readonly subject: string;
  readonly title: string;
}): string {
  return `${finding.check} › ${finding.subject}: ${finding.title}`;
}

/** What does not apply, and a failure that is waived, prove nothing: Jest counts them as skipped, never as passed. */
export function isSkipped({ status, waiver }: Pick<Finding, 'status' | 'waiver'>): boolean {
  return status === 'not-applicable' || (status === 'fail' && waiver !== null);
}
