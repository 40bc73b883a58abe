import { expect, test } from '@jest/globals';
import type { CallRecord } from '../core/aws.ts';
import type { Check } from '../core/check.ts';
import type { Collector } from '../core/collector.ts';
import type { Plan, PlannedCheck } from '../core/plan.ts';
import { followProgress, type Progress } from './progress.ts';

const collector = (id: string) => ({ id }) as Collector;
const row = (id: string, needs: Record<string, Collector>, excluded: string | null = null) =>
  ({ check: { id, needs } as unknown as Check, excluded }) as PlannedCheck;
const services = collector('aws/ecs/services');
const groups = collector('aws/ec2/security-groups');
const rows = [
  row('ecs/a', { services }),
  row('ecs/b', { services, groups }),
  row('sg/c', { groups }),
  row('iam/d', { roles: collector('aws/iam/roles') }, 'Left out of this run by --skip.'),
];

test('a domain is as far as the artifacts that its checks need; what is left out has none', () => {
  const steps: Progress[] = [];
  const { onPlanned, onCall, onCollected } = followProgress((progress) => steps.push(progress));
  onPlanned?.({ rows } as unknown as Plan);
  onCall?.({ operation: 'ecs:DescribeServices', outcome: 'failed' } as CallRecord);
  onCollected?.(groups);
  expect(steps.at(-1)).toEqual({
    domains: [
      { domain: 'ecs', collected: 1, total: 2 },
      { domain: 'sg', collected: 1, total: 1 },
    ],
    calls: 1,
    failedCalls: 1,
    lastCall: 'ecs:DescribeServices',
  });
});

test('a second look begins anew', () => {
  const steps: Progress[] = [];
  const { onPlanned, onCollected } = followProgress((progress) => steps.push(progress));
  onPlanned?.({ rows } as unknown as Plan);
  onCollected?.(services);
  onPlanned?.({ rows } as unknown as Plan);
  expect(steps.at(-1)?.domains.map(({ collected }) => collected)).toEqual([0, 0]);
});
