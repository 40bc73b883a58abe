// A program: writes a report of 100,000 findings in every format, and prints what came of it. Only a test starts it.
import { createHash } from 'node:crypto';
import type { Finding } from '../../core/finding.ts';
import { FORMATS } from '../formats.ts';
import { finding, reportOf } from './reports.ts';

const FINDINGS = 100_000;
const STATUSES: readonly Finding['status'][] = [
  'fail',
  'pass',
  'fail',
  'error',
  'unknown',
  'fail',
  'not-applicable',
];
const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

/** As long as a usual finding, and none like another: what is alike would be one group or one string in memory. */
function made(number: number): Finding {
  const status = STATUSES[number % STATUSES.length] ?? 'fail';
  const name = `orders-${number}`;
  const isWaived = status === 'fail' && number % 5 === 0;
  const waiver = { id: 'M-1', reason: 'Later.', owner: 'dba', expires: '2026-12-31' };
  return finding({
    check: `domain${number % 20}/check-${number % 310}`,
    domain: `domain${number % 20}`,
    subject: `main/${name}`,
    severity: SEVERITIES[number % SEVERITIES.length] ?? 'low',
    status,
    message: status === 'pass' ? null : `The service ${name} does not run the declared tasks.`,
    expected: { desiredCount: 3, image: `${name}:1.4.2` },
    actual: { desiredCount: number, image: `${name}:1.4.1` },
    details: status === 'pass' ? [] : [`Task ${number} stopped: essential container exited.`],
    resource: {
      type: 'AWS::ECS::Service',
      arn: `arn:aws:ecs:eu-west-1:123456789012:service/main/${name}`,
    },
    spec: { path: `/clusters/main/services/${name}`, line: number + 1, column: 3 },
    calls: ['ecs:DescribeServices#1f9a03c4'],
    waiver: isWaived ? waiver : null,
  });
}

const report = reportOf(Array.from({ length: FINDINGS }, (_, number) => made(number)));

for (const [format, { pieces }] of Object.entries(FORMATS)) {
  const hash = createHash('sha256');
  let [bytes, longest] = [0, 0];
  for (const piece of pieces(report)) {
    hash.update(piece);
    bytes += Buffer.byteLength(piece);
    longest = Math.max(longest, piece.length);
  }
  // Of the whole process until now, in KiB: the format that takes too much is the first to be above.
  const { maxRSS } = process.resourceUsage();
  const line = { format, bytes, longest, maxRssMiB: Math.round(maxRSS / 1024) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
