import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './service-events.ts';
import { serviceArtifact, serviceSubject } from './testing/fixtures.ts';

const STEADY = '(service worker) has reached a steady state.';
const noted = (...events: readonly [minutesAgo: number, message: string][]) => ({
  services: {
    'main/worker': serviceArtifact({
      events: events.map(([minutes, message]) => ({
        at: new Date(Date.parse('2026-11-23T12:00:00.000Z') - minutes * 60_000).toISOString(),
        message,
      })),
    }),
  },
});
const TROUBLE = 'ECS has noted trouble of the service within the hour.';
const NO_PLACE = '(service worker) was unable to place a task. Reason: Capacity is unavailable.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'a steady state, long ago', artifacts: noted([6000, STEADY]) },
    {
      name: 'a steady state after tasks came',
      artifacts: noted([5, STEADY], [9, '(service worker) has started 2 tasks.']),
    },
    { name: 'trouble before the hour', artifacts: noted([5, STEADY], [61, NO_PLACE]) },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { ...noted(), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    ...[
      NO_PLACE,
      '(service worker) is unable to consistently start tasks successfully.',
      '(service worker) (port 8080) is unhealthy in (target-group arn:g) due to (reason Request timed out)',
      '(service worker) (deployment ecs-svc/1) deployment failed: tasks failed to start.',
      '(service worker) rolling back to deployment ecs-svc/0.',
    ].map((message) => ({
      name: message,
      artifacts: noted([5, STEADY], [10, message]),
      message: TROUBLE,
      details: [message],
    })),
    {
      name: 'no steady state since long',
      artifacts: noted([16, '(service worker) has started 2 tasks.']),
      message: 'The service does not reach a steady state.',
    },
  ],
  unsettled: [
    {
      name: 'a rollout under way',
      artifacts: noted([1, '(service worker) has started 2 tasks.']),
      message: 'The service has not reached a steady state yet.',
    },
  ],
  unknown: [
    {
      name: 'no list',
      artifacts: { services: { 'main/worker': serviceArtifact({ events: null }) } },
      message: 'ECS does not give the events of the service.',
    },
    { name: 'an empty list', artifacts: noted(), message: 'ECS has noted nothing of the service.' },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...noted(), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
