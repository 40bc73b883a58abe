import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    "an alarm's dimension",
    'alarms: { backlog: { dimensions: { QueueName: job } } }',
    lines(
      'spec.yaml:3:51  error  alarms.backlog.dimensions.QueueName: there is no queue "job" — did you mean "jobs"?',
      '     3 │     alarms: { backlog: { dimensions: { QueueName: job } } }',
      '       │                                                   ^^^  queues declares jobs, jobs-dead, steps.fifo',
      '1 error',
    ),
  ],
  [
    "an alarm's topic",
    'alarms: { backlog: { topic: alarm } }',
    lines(
      'spec.yaml:3:33  error  alarms.backlog.topic: there is no topic "alarm" — did you mean "alarms"?',
      '     3 │     alarms: { backlog: { topic: alarm } }',
      '       │                                 ^^^^^  topics declares alarms',
      '1 error',
    ),
  ],
  [
    'a gate of no domain',
    'gates: { domains: { aurura: { atLeast: 1 } } }',
    lines(
      'spec.yaml:3:25  error  gates.domains.aurura: there is no domain "aurura" — did you mean "aurora"?',
      '     3 │     gates: { domains: { aurura: { atLeast: 1 } } }',
      '       │                         ^^^^^^  the domains are account, network, sg, iam, secrets, kms, waf, elb, dns, ecr, ecs, autoscaling, aurora, dynamodb, sqs, eventbridge, backup, database, parity, messaging, load, sizing, performance, logs, alarms and 1 more',
      '1 error',
    ),
  ],
  [
    'a gate upside down',
    'gates: { domains: { ecs: { conditionalAtLeast: 0.99 } } }',
    lines(
      'spec.yaml:3:52  error  gates.domains.ecs.conditionalAtLeast: conditionalAtLeast is greater than atLeast',
      '     3 │     gates: { domains: { ecs: { conditionalAtLeast: 0.99 } } }',
      '       │                                                    ^^^^',
      '1 error',
    ),
  ],
  [
    'an error budget without a beginning',
    'logGroups: { /ecs/api: { errorBudget: { panics: { pattern: panicked, atMost: 0 } } } }',
    lines(
      'spec.yaml:3:30  error  logGroups["/ecs/api"].errorBudget: an error budget is counted since cutoverAt, which is missing',
      '     3 │     logGroups: { /ecs/api: { errorBudget: { panics: { pattern: panicked, atMost: 0 } } } }',
      '       │                              ^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a load test that ended before it started',
    'load: { tested: { startedAt: 2026-11-23T12:00:00Z, endedAt: 2026-11-23T11:00:00Z } }',
    lines(
      'spec.yaml:3:65  error  load.tested.endedAt: the load test ended before it started',
      '     3 │     load: { tested: { startedAt: 2026-11-23T12:00:00Z, endedAt: 2026-11-23T11:00:00Z } }',
      '       │                                                                 ^^^^^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a condition without a gate',
    'gates: { domains: { sg: { conditionalAtLeast: 0.9 } } }',
    lines(
      'spec.yaml:3:51  error  gates.domains.sg.conditionalAtLeast: conditionalAtLeast is below atLeast, which is missing',
      '     3 │     gates: { domains: { sg: { conditionalAtLeast: 0.9 } } }',
      '       │                                                   ^^^',
      '1 error',
    ),
  ],
  [
    'a cost range',
    'cost: { minUsdPerMonth: 101 }',
    lines(
      'spec.yaml:3:29  error  cost.minUsdPerMonth: minUsdPerMonth is greater than maxUsdPerMonth',
      '     3 │     cost: { minUsdPerMonth: 101 }',
      '       │                             ^^^',
      '1 error',
    ),
  ],
  [
    'a range at high load',
    'cost: { highLoad: { minUsdPerMonth: 2, maxUsdPerMonth: 1 } }',
    lines(
      'spec.yaml:3:41  error  cost.highLoad.minUsdPerMonth: minUsdPerMonth is greater than maxUsdPerMonth',
      '     3 │     cost: { highLoad: { minUsdPerMonth: 2, maxUsdPerMonth: 1 } }',
      '       │                                         ^',
      '1 error',
    ),
  ],
  [
    'a range of savings',
    'cost: { optimizationRatio: { min: 0.8, max: 0.6 } }',
    lines(
      'spec.yaml:3:39  error  cost.optimizationRatio.min: min is greater than max',
      '     3 │     cost: { optimizationRatio: { min: 0.8, max: 0.6 } }',
      '       │                                       ^^^',
      '1 error',
    ),
  ],
  [
    'load levels',
    'load: { connections: { base: 5 } }',
    lines(
      'spec.yaml:3:34  error  load.connections.base: base is greater than standard',
      '     3 │     load: { connections: { base: 5 } }',
      '       │                                  ^',
      '1 error',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
