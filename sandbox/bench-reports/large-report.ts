import type { CallRecord } from '../../core/aws.ts';
import { excerptOf } from '../../core/excerpt.ts';
import { objectSubject, type Finding, type Status } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { countsOf, domainVerdict, suiteVerdict } from '../../core/verdict.ts';

const AT = '2026-11-23T08:00:00.000Z';
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
const DOMAINS = ['ecs', 'autoscaling', 'aurora', 'sg', 'iam', 'logs', 'backup', 'messaging'];
const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
const CHECKS_PER_DOMAIN = 20;

export interface Mix {
  /** Of every hundred findings. */
  readonly failing: number;
  readonly undecided: number;
  /** Whether no two findings say the same. */
  readonly distinct: boolean;
}

/** A large estate on an ordinary bad day. */
export const ORDINARY: Mix = { failing: 10, undecided: 5, distinct: false };

/** A report of as many findings as are asked for, the same each time. */
export function largeReport(size: number, mix: Mix): Report {
  const findings = Array.from({ length: size }, (_, index) => findingOf(index, mix));
  const domains = DOMAINS.map((name) =>
    domainVerdict(
      name,
      findings.filter(({ domain }) => domain === name),
      { failOn: 'high' },
    ),
  );
  const lines = Array.from({ length: size + 5 }, (_, index) => `      desiredCount: ${index}`);
  return {
    formatVersion: 3,
    run: {
      id: '01KATZ9XJ0D4R8V0C2Q3Y5W7N9',
      startedAt: AT,
      finishedAt: '2026-11-23T08:04:12.400Z',
      toolVersion: '0.1.0',
      spec: { file: 'specs/large.yaml', environment: 'prod', digest: '0'.repeat(64) },
      caller: `arn:aws:sts::${ACCOUNT}:assumed-role/landfall-reader/ci`,
    },
    deployment: 'large',
    suite: { id: 'compliance', title: 'The deployment is still as the spec says' },
    account: ACCOUNT,
    region: REGION,
    takenAt: AT,
    endpoint: null,
    stopped: null,
    verdict: suiteVerdict(findings, domains),
    failOn: 'high',
    counts: countsOf(findings),
    domains,
    findings,
    checks: Object.fromEntries(
      findings.filter(({ status }) => status !== 'pass').map(({ check }) => [check, FACTS]),
    ),
    excerpt: excerptOf(lines, findings),
    waivers: [],
    history: null,
    load: null,
    migrationPlan: null,
    coverage: { leaves: size, verified: size, unverified: [] },
    missingActions: ['ecs:DescribeTaskDefinition'],
    calls: Array.from({ length: Math.ceil(size / 10) }, (_, index) => callOf(index)),
  };
}

const FACTS = {
  risk: 'The service carries less traffic than it was sized for, and nobody notices until the peak.',
  remediation: 'Find out why tasks stop, then let the service reach its desired count.',
  fix: { cli: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count 4' },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html'],
  controls: [],
};

function findingOf(index: number, mix: Mix): Finding {
  const domain = DOMAINS[index % DOMAINS.length] ?? 'ecs';
  const number = Math.floor(index / DOMAINS.length) % CHECKS_PER_DOMAIN;
  const service = `service-${String(index).padStart(6, '0')}`;
  const status = statusOf(index, mix);
  const isPass = status === 'pass';
  const call = callId(Math.floor(index / 10));
  const because = mix.distinct ? ` Its deployment ${service} was not the first one to do so.` : '';
  return {
    check: `${domain}/condition-number-${number}`,
    domain,
    subject: objectSubject('main', service),
    title: 'ECS service runs the declared number of tasks and no rollout is under way',
    severity: SEVERITIES[number % SEVERITIES.length] ?? 'low',
    status,
    message: isPass ? null : `The number of running tasks is not the declared one.${because}`,
    expected: { runningCount: 4, rolloutState: 'COMPLETED' },
    actual: { runningCount: isPass ? 4 : index % 4, rolloutState: 'COMPLETED' },
    details: [],
    resource: {
      type: 'AWS::ECS::Service',
      arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/${service}`,
    },
    account: ACCOUNT,
    region: REGION,
    spec: { path: `/clusters/main/services/${service}`, line: index + 4, column: 7 },
    reads: [`/clusters/main/services/${service}/desiredCount`],
    calls: [call],
    causes:
      status === 'error'
        ? [
            {
              kind: 'denied',
              operation: 'ecs:DescribeTaskDefinition',
              code: 'AccessDeniedException',
              message: `The role is not authorized to perform ecs:DescribeTaskDefinition on ${service}.`,
              action: 'ecs:DescribeTaskDefinition',
              calls: [call],
            },
          ]
        : [],
    waiver: null,
  };
}

function statusOf(index: number, { failing, undecided }: Mix): Status {
  // Spread over the domains and their checks: 37 has no factor in common with a hundred.
  const place = (index * 37) % 100;
  if (place < failing) return 'fail';
  return place < failing + undecided ? 'error' : 'pass';
}

function callId(index: number): string {
  return `ecs:DescribeServices#${String(index).padStart(8, '0')}`;
}

function callOf(index: number): CallRecord {
  return {
    id: callId(index),
    operation: 'ecs:DescribeServices',
    region: REGION,
    parameters: '{}',
    startedAt: AT,
    durationMs: 84,
    attempts: 1,
    pages: 1,
    outcome: 'answered',
    code: null,
    requestId: '6f2b1c1e-8a55-4d0b-9d8e-1f5f0c0a7b11',
  };
}
