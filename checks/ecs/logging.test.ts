import type { LogGroupItem } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import type { EcsContainer } from '../../collectors/aws/ecs/task-definitions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './logging.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const GROUP: LogGroupItem = {
  arn: 'arn:group',
  retentionDays: 30,
  kmsKeyArn: null,
  createdAt: null,
};
const logging = (
  containers: readonly Partial<EcsContainer>[],
  group: LogGroupItem | null = GROUP,
) => ({
  definitions: {
    'main/worker': definitionArtifact({ containers: containers.map(containerArtifact) }),
  },
  groups: { '/ecs/worker': group },
});
const log = (facts: Partial<NonNullable<EcsContainer['log']>>) => ({
  log: {
    driver: 'awslogs',
    group: '/ecs/worker',
    region: 'us-east-1',
    createsGroup: false,
    ...facts,
  },
});
const firelens = log({ driver: 'awsfirelens', group: null, region: null });
const router = { name: 'router', firelens: 'fluentbit' };
const probe = { name: 'probe', ...log({ group: '/ecs/probe' }) };
const withGroup = (
  name: string,
  group: LogGroupItem | ReturnType<typeof denied> | null,
  ...containers: Partial<EcsContainer>[]
) => ({
  ...logging(containers),
  groups: { '/ecs/worker': GROUP, [name]: group },
});
const NOT_AS_DECLARED = 'A container does not log as declared.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'to the declared group', artifacts: logging([{}]) },
    {
      name: 'the container creates its group',
      artifacts: logging([log({ createsGroup: true })], null),
    },
    {
      name: 'no region is stated, which means that of the task',
      artifacts: logging([log({ region: null })]),
    },
    {
      name: 'an undeclared sidecar logs through a router',
      artifacts: logging([{}, { name: 'probe', ...firelens }, router]),
    },
    {
      name: 'an undeclared sidecar logs to a group that exists',
      artifacts: withGroup('/ecs/probe', GROUP, {}, probe),
    },
    {
      name: 'an undeclared sidecar creates its group',
      artifacts: logging([{}, { ...probe, ...log({ group: '/ecs/probe', createsGroup: true }) }]),
    },
    {
      name: 'an undeclared sidecar that is not essential logs to a group that nobody looked for',
      artifacts: logging([{}, { ...probe, essential: false }]),
    },
    {
      name: 'a sidecar that is not essential may be silent',
      artifacts: logging([{}, { name: 'probe', essential: false, log: null }]),
    },
    {
      name: 'an undeclared sidecar logs elsewhere',
      artifacts: logging([{}, { name: 'probe', ...log({ driver: 'splunk', group: null }) }]),
    },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { ...logging([]), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'the container does not log',
      artifacts: logging([{ log: null }]),
      message: NOT_AS_DECLARED,
      details: ['Container worker does not log.'],
    },
    {
      name: 'a declared container that is not essential does not log',
      artifacts: logging([{ essential: false, log: null }]),
      message: NOT_AS_DECLARED,
    },
    {
      name: 'one of two containers does not log, and AWS does not say that it is essential (E8)',
      artifacts: logging([{}, { name: 'sidecar', essential: null, log: null }]),
      message: NOT_AS_DECLARED,
      details: ['Container sidecar does not log.'],
    },
    {
      name: 'the declared container is not there',
      artifacts: logging([{ name: 'other' }]),
      message: NOT_AS_DECLARED,
      details: ['Container worker is not there.'],
    },
    {
      name: 'another group',
      artifacts: logging([log({ group: '/ecs/other' })]),
      message: NOT_AS_DECLARED,
      details: ['Container worker logs to another log group.'],
    },
    {
      name: 'another driver',
      artifacts: logging([log({ driver: 'splunk' })]),
      message: NOT_AS_DECLARED,
      details: ['Container worker logs with another driver than to its log group.'],
    },
    {
      name: 'a router that is not there',
      artifacts: logging([firelens]),
      message: NOT_AS_DECLARED,
      details: ['Container worker logs to a router that is not there.'],
    },
    {
      name: 'another region',
      artifacts: logging([log({ region: 'eu-west-1' })]),
      message: 'A container logs to another region.',
      details: ['Container worker logs to another region.'],
    },
    {
      name: 'the group does not exist',
      artifacts: logging([{}], null),
      message: 'A log group does not exist.',
      details: ['The log group of container worker does not exist.'],
    },
    ...[true, null].map((essential) => ({
      name: `the group of an undeclared sidecar does not exist, and essential is ${String(essential)}`,
      artifacts: withGroup('/ecs/probe', null, {}, { ...probe, essential }),
      message: 'A log group does not exist.',
      details: ['The log group of container probe does not exist.'],
    })),
    {
      name: 'the group does not exist, and a container logs through a router',
      artifacts: withGroup('/ecs/probe', null, firelens, probe, router),
      message: 'A log group does not exist.',
      details: ['The log group of container probe does not exist.'],
    },
    {
      name: 'a container does not log, and the groups are not seen',
      artifacts: {
        ...logging([{ log: null }]),
        groups: { '/ecs/worker': denied('logs:DescribeLogGroups') },
      },
      message: NOT_AS_DECLARED,
    },
  ],
  unknown: [
    {
      name: 'through a router, which may send the logs anywhere',
      artifacts: logging([firelens, router]),
      message: 'A declared container logs through a router, which may send its logs elsewhere.',
    },
    {
      name: 'an undeclared sidecar logs to a group that nobody looked for',
      artifacts: logging([{}, probe]),
      message: 'A container that the spec does not declare logs to a group that it does not name.',
    },
    {
      name: 'the group of an undeclared sidecar is not given',
      artifacts: logging([{}, { ...probe, ...log({ group: null }) }]),
      message: 'AWS does not give the log group of a container.',
    },
  ],
  error: [
    {
      name: 'the group of an undeclared sidecar is denied',
      artifacts: withGroup('/ecs/probe', denied('logs:DescribeLogGroups'), {}, probe),
      message: 'AWS denied logs:DescribeLogGroups.',
    },
    {
      name: 'the groups are denied',
      artifacts: {
        ...logging([{}]),
        groups: { '/ecs/worker': denied('logs:DescribeLogGroups') },
      },
      message: 'AWS denied logs:DescribeLogGroups.',
    },
    {
      name: 'the task definition is denied',
      artifacts: {
        ...logging([]),
        definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
      },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
  ],
});
