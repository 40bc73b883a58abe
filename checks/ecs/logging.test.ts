import type { LogGroupItem } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import type { EcsContainer } from '../../collectors/aws/ecs/task-definitions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './logging.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const GROUP: LogGroupItem = { arn: 'arn:group', retentionDays: 30, kmsKeyArn: null };
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
    { name: 'through a router', artifacts: logging([firelens, router]) },
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
    {
      name: 'a container does not log, and the groups are not seen',
      artifacts: {
        ...logging([{ log: null }]),
        groups: { '/ecs/worker': denied('logs:DescribeLogGroups') },
      },
      message: NOT_AS_DECLARED,
    },
  ],
  error: [
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
