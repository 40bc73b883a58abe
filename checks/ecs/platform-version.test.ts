import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './platform-version.ts';
import {
  deploymentArtifact,
  serviceArtifact,
  serviceSubject,
  taskArtifact,
} from './testing/fixtures.ts';

const on = (
  asked: string | null,
  tasks: readonly (string | null)[] = ['1.4.0'],
  rolledOut: string | null = '1.4.0',
) => ({
  services: {
    'main/worker': serviceArtifact({
      platformVersion: asked,
      launchType: null,
      deployments: [deploymentArtifact({ platformVersion: rolledOut })],
    }),
  },
  tasks: { 'main/worker': tasks.map((platformVersion) => taskArtifact({ platformVersion })) },
});
const MESSAGE = 'A retired platform version is in use.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the latest', artifacts: on('LATEST') },
    { name: 'left out, which means the latest (E5)', artifacts: on(null) },
    { name: 'pinned to one that is supported (E2)', artifacts: on('1.4.0') },
    { name: 'later ones', artifacts: on('1.4.1', ['1.10.0', '2.0.0']) },
    { name: 'no task runs', artifacts: on('LATEST', []) },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { ...on('LATEST'), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    ...['1.3.0', '1.0.0', '0.9.9'].map((version) => ({
      name: `pinned to ${version}`,
      artifacts: on(version),
      message: MESSAGE,
      details: [`${version} is retired.`],
    })),
    {
      name: 'the latest is asked for, and a task still runs on a retired one',
      artifacts: on('LATEST', ['1.4.0', '1.3.0']),
      message: MESSAGE,
      details: ['1.3.0 is retired.'],
    },
    {
      name: 'a deployment is on a retired one',
      artifacts: on('LATEST', [], '1.2.0'),
      message: MESSAGE,
    },
    {
      name: 'the cluster does not exist',
      artifacts: { ...on('LATEST'), tasks: { 'main/worker': null } },
      message: 'The cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'a task does not say',
      artifacts: on('LATEST', [null]),
      message: 'ECS does not give the platform of a running task.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...on('LATEST'), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
