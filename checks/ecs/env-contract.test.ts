import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './env-contract.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceSubject,
  variable,
} from './testing/fixtures.ts';

type Variables = Parameters<typeof containerArtifact>[0];
const running = (
  environment: NonNullable<Variables>['environment'] = [AS_DECLARED],
  environmentFiles: string[] = [],
) => ({
  definitions: {
    'main/worker': definitionArtifact({
      containers: [containerArtifact({ environment, environmentFiles })],
    }),
  },
});
const FILES = ['arn:aws:s3:::bucket/worker.env'];
const AS_DECLARED = variable('LOG_LEVEL', { value: 'info' });
const declared = {
  ...serviceSubject().declared,
  task: {
    ...serviceSubject().declared.task,
    containers: {
      worker: { image: 'worker:1', ports: [], logGroup: '/w', environment: { LOG_LEVEL: 'info' } },
    },
  },
};
const MESSAGE = 'A container has other variables than declared.';

testCheck(
  check,
  { ...serviceSubject(), declared, sourceHosts: [] },
  {
    pass: [
      { name: 'as declared', artifacts: running() },
      {
        name: 'and one that nobody declared',
        artifacts: running([AS_DECLARED, variable('EXTRA')]),
      },
    ],
    fail: [
      {
        name: 'no revision in use',
        artifacts: { ...running(), definitions: { 'main/worker': null } },
        message: 'The service runs no task definition.',
      },
      {
        name: 'another value',
        artifacts: running([variable('LOG_LEVEL')]),
        message: MESSAGE,
        details: ['Variable LOG_LEVEL of container worker has another value.'],
      },
      {
        name: 'the value that another spec declared when the snapshot was taken',
        artifacts: running([variable('LOG_LEVEL', { value: 'debug' })]),
        message: MESSAGE,
        details: ['Variable LOG_LEVEL of container worker has another value.'],
      },
      {
        name: 'the declared value and another one',
        artifacts: running([AS_DECLARED, variable('LOG_LEVEL')]),
        message: MESSAGE,
        details: ['Variable LOG_LEVEL of container worker has another value.'],
      },
      {
        name: 'missing',
        artifacts: running([]),
        message: MESSAGE,
        details: ['Variable LOG_LEVEL of container worker is missing.'],
      },
      {
        name: 'a variable that names the source environment',
        artifacts: running([AS_DECLARED, variable('CACHE', { namesSource: true })]),
        message: MESSAGE,
        details: ['Variable CACHE of container worker names the source environment.'],
      },
      {
        name: 'another value, which no file in S3 replaces',
        artifacts: running([variable('LOG_LEVEL')], FILES),
        message: MESSAGE,
        details: ['Variable LOG_LEVEL of container worker has another value.'],
      },
      {
        name: 'the container is not there',
        artifacts: {
          definitions: {
            'main/worker': definitionArtifact({
              containers: [containerArtifact({ name: 'other' })],
            }),
          },
        },
        message: MESSAGE,
        details: ['Container worker is not there.'],
      },
    ],
    unknown: [
      {
        name: 'as declared, and a file in S3 that may name the source environment',
        artifacts: running([AS_DECLARED], FILES),
        message: 'Variables come from files in S3, and what is in these is not read.',
      },
      {
        name: 'missing, where a file in S3 may have it',
        artifacts: running([], FILES),
        message: 'Variables come from files in S3, and what is in these is not read.',
      },
      {
        name: 'a host of the source that nobody searched for',
        subject: { sourceHosts: ['old-host.internal'] },
        artifacts: running(),
        message: 'The variables were not searched for every host of the source environment.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: {
          ...running(),
          definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
        },
        message: 'AWS denied ecs:DescribeTaskDefinition.',
      },
    ],
  },
);
