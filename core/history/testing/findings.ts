// Findings and runs for tests of what compares them. Only tests import it.
import { countsOf, suiteVerdict } from '../../verdict.ts';
import type { Finding, Status } from '../../finding.ts';
import type { Compared } from '../compare.ts';

/** A finding of the service `main/api`, or of another subject. */
export function finding(status: Status, facts: Partial<Finding> = {}): Finding {
  return {
    check: 'ecs/steady',
    domain: 'ecs',
    subject: 'main/api',
    title: 'ECS service is steady',
    severity: 'high',
    status,
    message: null,
    expected: null,
    actual: null,
    details: [],
    resource: { type: 'AWS::ECS::Service', arn: null },
    account: '123456789012',
    region: 'eu-west-1',
    spec: null,
    reads: [],
    calls: [],
    causes: [],
    waiver: null,
    ...facts,
  };
}

export const WAIVER = { id: 'W-1', reason: 'known', owner: '@dba', expires: '2026-12-31' };

/** The nth run, an hour after the one before it. */
export function run(number: number, findings: readonly Finding[], digest = '00'): Compared {
  const finishedAt = timeOf(number);
  return {
    run: {
      id: String(number),
      startedAt: finishedAt,
      finishedAt,
      toolVersion: '0.1.0',
      spec: { file: 'spec.yaml', environment: null, digest },
      caller: null,
    },
    verdict: suiteVerdict(findings, []),
    counts: countsOf(findings),
    findings: [...findings],
  };
}

export function timeOf(number: number): string {
  return new Date(Date.UTC(2026, 10, 1, number)).toISOString();
}
