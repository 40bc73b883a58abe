import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './health-check.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceArtifact,
  serviceSubject,
} from './testing/fixtures.ts';

const HEALTH = { intervalSeconds: 30, timeoutSeconds: 5, retries: 3, startPeriodSeconds: 60 };
const BALANCER = { targetGroupArn: 'arn:group', containerName: 'worker', containerPort: 8080 };
const running = (
  healthCheck: ReturnType<typeof containerArtifact>['healthCheck'],
  service: Parameters<typeof serviceArtifact>[0] = {},
) => ({
  services: { 'main/worker': serviceArtifact(service) },
  definitions: {
    'main/worker': definitionArtifact({ containers: [containerArtifact({ healthCheck })] }),
  },
});
const declaring = (healthCheck: typeof HEALTH) => ({
  declared: {
    ...serviceSubject().declared,
    task: {
      ...serviceSubject().declared.task,
      containers: { worker: { image: 'worker:1', ports: [8080], logGroup: '/w', healthCheck } },
    },
  },
});
const NOT_AS_DECLARED = 'The health of a container is not checked as declared.';

testCheck(
  check,
  { ...serviceSubject(), ...declaring(HEALTH) },
  {
    pass: [
      { name: 'as declared', artifacts: running(HEALTH) },
      {
        name: 'what AWS leaves out is its default (E5)',
        artifacts: running({
          intervalSeconds: null,
          timeoutSeconds: null,
          retries: null,
          startPeriodSeconds: 60,
        }),
      },
      {
        name: 'behind a load balancer, with the time to start',
        artifacts: running(HEALTH, { loadBalancers: [BALANCER], gracePeriodSeconds: 60 }),
      },
      {
        name: 'none is declared, and there is one',
        subject: { ...serviceSubject() },
        artifacts: running(HEALTH),
      },
    ],
    fail: [
      {
        name: 'absent from ECS',
        artifacts: { ...running(HEALTH), services: { 'main/worker': null } },
        message: 'The service does not exist.',
      },
      {
        name: 'no revision in use',
        artifacts: { ...running(HEALTH), definitions: { 'main/worker': null } },
        message: 'The service runs no task definition.',
      },
      {
        name: 'every minute instead',
        artifacts: running({ ...HEALTH, intervalSeconds: 60 }),
        message: NOT_AS_DECLARED,
        details: ['Container worker has intervalSeconds 60 and not 30.'],
      },
      {
        name: 'AWS leaves out the start period, which means none (E5)',
        artifacts: running({ ...HEALTH, startPeriodSeconds: null }),
        message: NOT_AS_DECLARED,
        details: ['Container worker has startPeriodSeconds 0 and not 60.'],
      },
      {
        name: 'none, where one is declared',
        artifacts: running(null, { loadBalancers: [BALANCER], gracePeriodSeconds: 60 }),
        message: NOT_AS_DECLARED,
        details: ['Container worker has no health check.'],
      },
      {
        name: 'nothing at all',
        subject: { ...serviceSubject() },
        artifacts: running(null),
        message: 'Nothing checks the health of the tasks.',
      },
      ...[null, 59].map((gracePeriodSeconds) => ({
        name: `a grace period of ${String(gracePeriodSeconds)}`,
        artifacts: running(HEALTH, { loadBalancers: [BALANCER], gracePeriodSeconds }),
        message: 'The load balancer may give up a task before it has had time to start.',
      })),
    ],
    unknown: [
      {
        name: 'nobody says how long a start takes',
        subject: { ...serviceSubject() },
        artifacts: running(null, { loadBalancers: [BALANCER] }),
        message: 'The spec does not say how long a task may take to start.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: {
          ...running(HEALTH),
          definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
        },
        message: 'AWS denied ecs:DescribeTaskDefinition.',
      },
    ],
  },
);
