// Runs for tests of what keeps and compares them. Only tests import it.
import type { Finding } from '../../../core/finding.ts';
import type { Plan } from '../../../core/plan.ts';
import type { Report } from '../../../core/report.ts';
import { finding, reportOf } from '../../../reports/testing/reports.ts';
import type { RunResult } from '../../run.ts';
import type { LoadedSpec } from '../../spec-file.ts';

export const SPEC_TEXT = [
  'version: 1',
  'deployment: demo',
  "account: { id: '123456789012', region: eu-west-1 }",
  'phase: pre-cutover',
  'gates: { failOn: high }',
  'backup: { rpoMinutes: 5, rtoMinutes: 30, restoreTestMaxAgeDays: 90 }',
  'secrets:',
  '  app: { rotationDays: 30 }',
  '',
].join('\n');

/** The id of the nth run of a test. */
export function idOf(number: number): string {
  return `01KATZ9XJ0D4R8V0C2Q3Y5${String(number).padStart(4, '0')}`;
}

/** A failing finding of a service. */
export function failing(subject: string, facts: Partial<Finding> = {}): Finding {
  return finding({ subject, status: 'fail', message: 'It is not steady.', ...facts });
}

/** The nth run of a test, an hour after the one before it. */
export function runOf(
  number: number,
  findings: readonly Finding[],
  facts: Partial<Report> = {},
): RunResult {
  const report = reportOf(findings, facts);
  const finishedAt = new Date(Date.UTC(2026, 10, 1, number)).toISOString();
  return {
    plan: {} as Plan,
    snapshot: {
      formatVersion: 1,
      specDigest: '00',
      suite: 'smoke',
      account: '123456789012',
      region: 'eu-west-1',
      partition: 'aws',
      endpoint: null,
      takenAt: finishedAt,
      stopped: null,
      artifacts: {},
      calls: [],
    },
    findings,
    report: { ...report, run: { ...report.run, id: idOf(number), finishedAt } },
  };
}

export const LOADED_SPEC = {
  text: SPEC_TEXT,
  digest: '00',
  document: { spec: { deployment: 'demo' } },
} as unknown as LoadedSpec;
