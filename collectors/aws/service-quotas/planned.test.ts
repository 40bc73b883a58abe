import { expect, test } from '@jest/globals';
import type { Spec } from '../../../core/spec/spec.ts';
import { plannedQuotas } from './planned.ts';

const service = (facts: object) => ({ task: { cpuUnits: 512 }, ...facts });

test('the peak is what all declared resources take at once', () => {
  const spec = {
    clusters: {
      main: {
        services: {
          scaled: service({ scaling: { maxTasks: 6, scheduled: { morning: { maxTasks: 10 } } } }),
          mixed: service({
            scaling: { maxTasks: 4 },
            capacity: [{ provider: 'FARGATE' }, { provider: 'FARGATE_SPOT' }],
          }),
          fixed: service({ desiredCount: 2, capacity: [{ provider: 'FARGATE_SPOT' }] }),
        },
      },
    },
    network: {
      subnets: {
        a: { availabilityZone: 'a' },
        b: { availabilityZone: 'b' },
        c: { availabilityZone: 'b' },
      },
      nat: { mode: 'per-zone' },
      endpoints: { interface: ['logs', 'sqs'], gateway: [] },
    },
    securityGroups: { one: {}, two: {} },
    aurora: { orders: { readers: 1 } },
    loadBalancers: { public: { subnets: ['a', 'b'] } },
  } as unknown as Spec;
  expect(plannedQuotas(spec).map(({ name, peak }) => [name, peak])).toEqual([
    ['Fargate On-Demand vCPUs', 7],
    ['Fargate Spot vCPUs', 3],
    // Tasks, NAT gateways, endpoints in two zones, database instances and load balancer nodes.
    ['network interfaces', 16 + 2 + 4 + 2 + 2],
    ['security groups', 2],
    ['NAT gateways per zone', 1],
    ['Elastic IP addresses', 2],
    ['RDS instances', 2],
    ['RDS clusters', 1],
  ]);
});

test('what is not declared needs no quota', () => {
  expect(plannedQuotas({} as Spec)).toEqual([]);
});
