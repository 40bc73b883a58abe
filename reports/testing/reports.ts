// Findings and reports for tests. Only tests import it.
import { Status, type Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { Severity } from '../../core/spec/sections/gates.ts';
import { countsOf, domainVerdict, suiteVerdict } from '../../core/verdict.ts';

const NOW = '2026-11-23T08:00:00.000Z';

/** A passing finding of `ecs/steady`, with what a test wants to be different. */
export function finding(facts: Partial<Finding> = {}): Finding {
  return {
    check: 'ecs/steady',
    domain: 'ecs',
    subject: 'main/api',
    title: 'ECS service is steady',
    severity: 'high',
    status: 'pass',
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

export const WAIVER = { id: 'M-1', reason: 'Later.', owner: 'dba', expires: '2026-12-31' };

/** A finding of every status, with a waiver and without, and of every severity. */
export const EVERY_FINDING: readonly Finding[] = Status.options.flatMap((status) =>
  Severity.options.flatMap((severity) =>
    [null, WAIVER].map((waiver) =>
      finding({
        check: `ecs/${severity}`,
        subject: `main/${status}-${waiver === null ? 'open' : 'waived'}`,
        severity,
        status,
        message: status === 'pass' ? null : 'It is so.',
        expected: { count: 2 },
        actual: { count: status === 'pass' ? 2 : 1 },
        spec: { path: '/clusters/main', line: 12, column: 3 },
        waiver,
      }),
    ),
  ),
);

/** A report of findings, with the counts and the verdicts that follow from them. */
export function reportOf(findings: readonly Finding[], facts: Partial<Report> = {}): Report {
  const names = [...new Set(findings.map(({ domain }) => domain))];
  const domains = names.map((name) =>
    domainVerdict(
      name,
      findings.filter(({ domain }) => domain === name),
      { failOn: 'high' },
    ),
  );
  return {
    formatVersion: 3,
    run: {
      id: '01KATZ9XJ0D4R8V0C2Q3Y5W7N9',
      startedAt: NOW,
      finishedAt: '2026-11-23T08:00:12.400Z',
      toolVersion: '0.1.0',
      spec: { file: 'spec.yaml', environment: null, digest: '00' },
      caller: null,
    },
    deployment: 'demo',
    suite: { id: 'smoke', title: 'The deployment stands' },
    account: '123456789012',
    region: 'eu-west-1',
    takenAt: NOW,
    endpoint: null,
    stopped: null,
    verdict: suiteVerdict(findings, domains),
    failOn: 'high',
    counts: countsOf(findings),
    domains,
    findings: [...findings],
    checks: {},
    excerpt: {},
    waivers: [],
    history: null,
    load: null,
    migrationPlan: null,
    coverage: { leaves: 3, verified: 1, unverified: ['/clusters/main/a', '/tags/team'] },
    missingActions: [],
    calls: [],
    ...facts,
  };
}
