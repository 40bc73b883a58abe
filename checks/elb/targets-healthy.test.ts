import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { Target } from '../../collectors/aws/elastic-load-balancing-v2/target-health.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { deploymentArtifact, serviceArtifact, serviceSubject } from '../ecs/testing/fixtures.ts';
import { groupArtifact, groupSubject, targetArtifact } from './testing/fixtures.ts';
import check from './targets-healthy.ts';

const a: Partial<Target> = { id: '10.0.10.4', availabilityZone: 'us-east-1a' };
const b: Partial<Target> = { id: '10.0.12.4', availabilityZone: 'us-east-1b' };
const initial = { state: 'initial', reason: 'Elb.InitialHealthChecking' };
const draining = { state: 'draining', reason: 'Target.DeregistrationInProgress' };
const ill = { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' };

/** The targets of the group, and the service with two running tasks. */
const having = (targets: readonly Partial<Target>[], service: Partial<EcsService> = {}) => ({
  groups: { workers: groupArtifact() },
  health: { workers: targets.map(targetArtifact) },
  services: { 'main/worker': serviceArtifact(service) },
});
const young = { deployments: [deploymentArtifact({ createdAt: '2026-11-23T11:50:00.001Z' })] };
const old = { deployments: [deploymentArtifact({ createdAt: '2026-11-23T11:50:00.000Z' })] };
const scaled = {
  users: [serviceSubject({ scaling: { minTasks: 2, maxTasks: 10, policies: {} } })],
};
const atLeastTwo = { declared: { ...groupSubject().declared, minimumHealthy: 2 } };
const inOneZone = {
  declared: { ...groupSubject().declared, minimumHealthy: 1, availabilityZones: 1 },
};
const third: Partial<Target> = { id: '10.0.12.5', availabilityZone: 'us-east-1b' };
const alone = { users: [] };

const FEWER = 'Fewer targets are healthy than must be.';
const MOVING = 'Targets are being registered or drained.';

testCheck(check, groupSubject(), {
  pass: [
    { name: 'one healthy target a task, in both zones', artifacts: having([a, b]), details: [] },
    {
      name: 'as many as declared are healthy, and one is not',
      artifacts: having([a, b, { ...third, ...ill }]),
      subject: atLeastTwo,
      details: ['Target 10.0.12.5:8080 is unhealthy (Target.ResponseCodeMismatch).'],
    },
    {
      name: 'old targets are drained beside enough healthy ones',
      artifacts: having([a, b, { id: '10.0.10.9', ...draining }]),
    },
    {
      name: 'as many as declared are healthy, one is leaving, and the services are not seen',
      artifacts: {
        ...having([a, b, { ...third, ...draining }]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      subject: atLeastTwo,
    },
    { name: 'no service is declared for it', artifacts: having([a, b]), subject: alone },
  ],
  fail: [
    {
      name: 'the group does not exist',
      artifacts: { ...having([]), groups: { workers: null }, health: { workers: null } },
      message: 'The target group does not exist.',
    },
    {
      name: 'an empty list is no health',
      artifacts: having([], { runningCount: 0 }),
      message: 'The target group has no target.',
    },
    {
      name: 'the group is not wired to a load balancer',
      artifacts: having([
        { ...a, state: 'unused', reason: 'Target.NotInUse' },
        { ...b, state: 'unused', reason: 'Target.NotInUse' },
      ]),
      message: 'No load balancer uses the target group.',
    },
    {
      name: 'one target of two is unhealthy',
      artifacts: having([a, { ...b, ...ill }]),
      message: FEWER,
      details: ['Target 10.0.12.4:8080 is unhealthy (Target.ResponseCodeMismatch).'],
    },
    {
      name: 'a running task is not registered',
      artifacts: having([a, b], { runningCount: 3 }),
      message: FEWER,
    },
    {
      name: 'nothing runs, and nothing is healthy',
      artifacts: having([{ ...a, ...ill }], { runningCount: 0 }),
      message: FEWER,
    },
    {
      name: 'initial for longer than it may be',
      artifacts: having([a, { ...b, ...initial }], old),
      message: FEWER,
    },
    {
      name: 'the starting targets are not enough either',
      artifacts: having(
        [
          { ...a, ...ill },
          { ...b, ...initial },
        ],
        young,
      ),
      message: FEWER,
    },
    {
      name: 'a scaled service has fewer healthy targets than its minimum',
      artifacts: having([a, { ...b, ...initial }], old),
      subject: scaled,
      message: FEWER,
    },
    {
      name: 'all in one zone',
      artifacts: having([a, { ...b, availabilityZone: 'us-east-1a' }]),
      message: 'The healthy targets stand in too few zones.',
    },
    {
      name: 'one target in one zone, where no more is declared',
      artifacts: having([a], { runningCount: 1 }),
      subject: inOneZone,
      message: 'The healthy targets stand in too few zones.',
    },
    {
      name: 'an address outside of the VPC is in no zone',
      artifacts: having([a, { ...b, availabilityZone: 'all' }]),
      message: 'The healthy targets stand in too few zones.',
    },
    {
      name: 'the second zone is unhealthy',
      artifacts: having([a, { ...a, id: '10.0.10.5' }, { ...b, ...ill }]),
      message: 'The healthy targets stand in too few zones.',
    },
    {
      name: 'the service does not exist',
      artifacts: { ...having([a, b]), services: { 'main/worker': null } },
      message: 'A service of the target group does not exist.',
    },
    {
      name: 'the starting targets are not enough either, and the services are not seen',
      artifacts: {
        ...having([{ ...a, ...initial }]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      subject: { declared: { ...groupSubject().declared, minimumHealthy: 2 } },
      message: FEWER,
    },
    {
      name: 'not wired, and the services are not seen',
      artifacts: {
        ...having([{ ...a, state: 'unused', reason: 'Target.NotInUse' }]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      message: 'No load balancer uses the target group.',
    },
  ],
  unsettled: [
    {
      name: 'registering in a young rollout',
      artifacts: having([a, { ...b, ...initial }], young),
      message: MOVING,
    },
    {
      name: 'the old targets are drained in a young rollout',
      artifacts: having([a, b, { id: '10.0.10.9', ...draining }], { ...young, runningCount: 3 }),
      message: MOVING,
    },
    {
      name: 'scaling out above the minimum (E3)',
      artifacts: having([a, b, { id: '10.0.10.9', ...initial }], { ...old, runningCount: 3 }),
      subject: scaled,
      message: MOVING,
    },
    {
      name: 'no service tells since when',
      artifacts: having([{ ...a, ...initial }]),
      subject: alone,
      message: MOVING,
    },
    {
      name: 'the second zone is registering',
      artifacts: having([a, { ...a, id: '10.0.10.5' }, { ...b, ...initial }], young),
      message: MOVING,
    },
  ],
  unknown: [
    {
      name: 'health checks are off',
      artifacts: having([a, { ...b, state: 'unavailable', reason: 'Target.HealthCheckDisabled' }]),
      message: 'AWS does not tell the health of all targets.',
    },
    {
      name: 'a target without a state',
      artifacts: having([a, { ...b, state: null }]),
      message: 'AWS does not tell the health of all targets.',
    },
    {
      name: 'a healthy target without a zone',
      artifacts: having([a, { ...b, availabilityZone: null }]),
      message: 'AWS does not say in which zones the healthy targets stand.',
    },
    {
      name: 'no count of the running tasks',
      artifacts: having([a, b], { runningCount: null }),
      message: 'ECS does not say how many tasks are running.',
    },
  ],
  error: [
    {
      name: 'the health is denied',
      artifacts: {
        ...having([]),
        health: { workers: denied('elasticloadbalancing:DescribeTargetHealth') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeTargetHealth.',
    },
    ...[
      { left: 'a target', declared: { minimumHealthy: 2 } },
      { left: 'a zone', declared: { minimumHealthy: 1 } },
    ].map(({ left, declared }) => ({
      name: `${left} is registering, and the rollout that would explain it is denied`,
      artifacts: {
        ...having([a, { ...b, ...initial }]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      subject: { declared: { ...groupSubject().declared, ...declared } },
      message: 'AWS denied ecs:DescribeServices.',
    })),
    {
      name: 'the running tasks are denied',
      artifacts: {
        ...having([a, b]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
