import type { EcsServiceDeployment } from '../../collectors/aws/ecs/service-deployments.ts';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deployed-revision.ts';
import {
  deploymentArtifact,
  serviceArtifact,
  serviceSubject,
  taskSetArtifact,
} from './testing/fixtures.ts';

const OTHER = 'arn:aws:ecs:us-east-1:123456789012:task-definition/worker:6';
const LONGER = 'arn:aws:ecs:us-east-1:123456789012:task-definition/worker:70';

const last = (facts: Partial<EcsServiceDeployment> = {}): EcsServiceDeployment => ({
  arn: 'arn:aws:ecs:us-east-1:123456789012:service-deployment/main/worker/1',
  status: 'SUCCESSFUL',
  statusReason: null,
  createdAt: '2026-11-23T10:00:00.000Z',
  ...facts,
});
const deployed = (
  facts: Partial<EcsService> = {},
  deployment: EcsServiceDeployment | null = last(),
) => ({
  services: { 'main/worker': serviceArtifact(facts) },
  history: { 'main/worker': deployment },
});
const primary = (taskDefinition: string | null, createdAt = '2026-11-23T10:00:00.000Z') => ({
  deployments: [deploymentArtifact({ taskDefinition, createdAt })],
});
const blueGreen = (...taskSets: Parameters<typeof taskSetArtifact>[0][]) =>
  deployed(
    {
      deploymentController: 'CODE_DEPLOY',
      deployments: [],
      taskSets: taskSets.map(taskSetArtifact),
    },
    null,
  );
const unseenHistory = (facts: Partial<EcsService> = {}) => ({
  ...deployed(facts),
  history: { 'main/worker': denied('ecs:ListServiceDeployments') },
});
const ANOTHER = 'Another revision than the released one is deployed.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the released revision, deployed with success', artifacts: deployed() },
    {
      name: 'deployed so long ago that ECS keeps no record of it',
      artifacts: deployed(
        primary(
          'arn:aws:ecs:us-east-1:123456789012:task-definition/worker:7',
          '2026-08-25T12:00:00.000Z',
        ),
        null,
      ),
    },
    {
      name: 'no list of task sets, which the rolling controller has none of',
      artifacts: deployed({ taskSets: null }),
    },
    {
      name: 'the primary task set of CODE_DEPLOY, which has no history (E10)',
      artifacts: blueGreen({}, { status: 'ACTIVE', taskDefinition: OTHER }),
    },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { ...deployed(), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'no deployment',
      artifacts: deployed({ deployments: [] }),
      message: 'The service has no primary revision.',
    },
    {
      name: 'stable on the old revision after a rollback (E1)',
      artifacts: deployed(
        primary(OTHER),
        last({ status: 'ROLLBACK_SUCCESSFUL', statusReason: 'The circuit breaker was triggered.' }),
      ),
      message: ANOTHER,
      details: ['The circuit breaker was triggered.'],
    },
    {
      name: 'a revision whose number begins alike',
      artifacts: deployed(primary(LONGER)),
      message: ANOTHER,
    },
    {
      name: 'the wrong revision, and its history is not seen',
      artifacts: unseenHistory(primary(OTHER)),
      message: ANOTHER,
      details: [],
    },
    {
      name: 'the old task set is the primary one again (E10)',
      artifacts: blueGreen({ taskDefinition: OTHER }, { status: 'ACTIVE' }),
      message: ANOTHER,
    },
    ...(
      [
        'ROLLBACK_REQUESTED',
        'ROLLBACK_IN_PROGRESS',
        'ROLLBACK_SUCCESSFUL',
        'ROLLBACK_FAILED',
      ] as const
    ).map((status) => ({
      name: `${status}, to a deployment of the same revision (E1)`,
      artifacts: deployed({}, last({ status })),
      message: 'The last deployment was rolled back.',
    })),
    {
      name: 'the last deployment was stopped by hand',
      artifacts: deployed({}, last({ status: 'STOPPED', statusReason: 'Stopped by a user.' })),
      message: 'The last deployment was stopped.',
      details: ['Stopped by a user.'],
    },
  ],
  unsettled: ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED'].map((status) => ({
    name: status,
    artifacts: deployed({}, last({ status })),
    message: 'A deployment is under way.',
  })),
  unknown: [
    {
      name: 'no list of task sets under another controller (E10)',
      artifacts: deployed({ deploymentController: 'CODE_DEPLOY', deployments: [], taskSets: null }),
      message: 'ECS gives no list of task sets.',
    },
    {
      name: 'no list of deployments',
      artifacts: deployed({ deployments: null }),
      message: 'ECS gives no list of deployments.',
    },
    {
      name: 'a young deployment that is not on record',
      artifacts: deployed({}, null),
      message: 'ECS has no record of the deployment that is in place.',
    },
    {
      name: 'no status of the last deployment',
      artifacts: deployed({}, last({ status: null })),
      message: 'ECS gives no status of the last deployment.',
    },
    {
      name: 'a status that is new to us',
      artifacts: deployed({}, last({ status: 'BAKING' })),
      message: 'ECS gives a status of another kind.',
    },
  ],
  error: [
    {
      name: 'the history is denied',
      artifacts: unseenHistory(),
      message: 'AWS denied ecs:ListServiceDeployments.',
    },
    {
      name: 'the services are denied',
      artifacts: { ...deployed(), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
