import { expect, test } from '@jest/globals';
import type { EcsTask } from '../../collectors/aws/ecs/tasks.ts';
import type { Secret } from '../../collectors/aws/secrets-manager/secrets.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceSubject,
  taskArtifact,
} from '../ecs/testing/fixtures.ts';
import check from './running-tasks-current.ts';
import { secretArtifact } from './testing/fixtures.ts';

const PREFIX = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:';
const ARN = `${PREFIX}app/jwt-AbCdEf`;
const OTHER = `${PREFIX}app/key-AbCdEf`;
// The task was made at 09:59 and had started at 10:00.
const BEFORE = '2026-11-23T09:00:00.000Z';
const BETWEEN = '2026-11-23T09:59:30.000Z';
const AFTER = '2026-11-23T11:00:00.000Z';

const subject = { ...serviceSubject(), survivals: { 'app/jwt': null, 'app/key': null } };
const surviving = {
  survivals: { 'app/jwt': null, 'app/key': 'alternating-users' },
};

interface Facts {
  readonly jwt?: Partial<Secret>;
  readonly key?: Partial<Secret>;
  readonly sources?: readonly string[];
  readonly tasks?: readonly Partial<EcsTask>[];
}
const having = ({ jwt, key, sources = [`${ARN}:value::`], tasks = [{}] }: Facts = {}) => ({
  definitions: {
    'main/worker': definitionArtifact({
      containers: [
        containerArtifact({
          secrets: sources.map((valueFrom, index) => ({ name: `SECRET_${index}`, valueFrom })),
        }),
      ],
    }),
  },
  tasks: { 'main/worker': tasks.map((facts) => taskArtifact(facts)) },
  deployed: {
    'app/jwt': secretArtifact({ lastChangedDate: BEFORE, ...jwt }),
    'app/key': secretArtifact({ arn: OTHER, lastChangedDate: BEFORE, ...key }),
  },
});
const STALE = 'A task was started before a secret that it holds changed.';
const STRANGER = 'A variable comes from a secret that the spec does not declare.';
const NOTHING = 'No change of a secret that the tasks hold was to be compared with their start.';
const BOTH = [ARN, OTHER];

testCheck(check, subject, {
  pass: [
    { name: 'changed before the task was made', artifacts: having(), details: [] },
    {
      name: 'named without the six characters',
      artifacts: having({ sources: [ARN.slice(0, -7)] }),
    },
    {
      name: 'named without the six characters, by a name that ends like them',
      artifacts: {
        ...having({ sources: [`${PREFIX}app-secret`] }),
        deployed: {
          'app-secret': secretArtifact({
            arn: `${PREFIX}app-secret-AbCdEf`,
            lastChangedDate: BEFORE,
          }),
        },
      },
      subject: { survivals: { app: null, 'app-secret': null } },
    },
    { name: 'two of them', artifacts: having({ sources: BOTH }) },
    {
      name: 'a task that ends, made before the change',
      artifacts: having({
        jwt: { lastChangedDate: AFTER },
        tasks: [
          { lastStatus: 'DEACTIVATING' },
          { createdAt: AFTER, startedAt: '2026-11-23T11:01:00.000Z' },
        ],
      }),
    },
    {
      name: 'a change that tasks survive, as declared',
      artifacts: having({ sources: BOTH, key: { lastChangedDate: AFTER } }),
      subject: surviving,
      details: ['Not judged, as declared: app/key (alternating-users).'],
    },
    {
      name: 'a changed secret beside it, of which two variables are pinned to a version',
      artifacts: having({
        sources: [ARN, `${OTHER}:::v1`, `${OTHER}:value::v1`],
        key: { lastChangedDate: AFTER },
      }),
      details: ['Not judged, as pinned to a version: app/key (v1).'],
    },
    {
      name: 'a parameter of Systems Manager beside it',
      artifacts: having({ sources: [ARN, '/app/flag'] }),
    },
  ],
  fail: [
    {
      name: 'no task definition',
      artifacts: { ...having(), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'no cluster',
      artifacts: { ...having(), tasks: { 'main/worker': null } },
      message: 'The cluster does not exist.',
    },
    {
      name: 'no task',
      artifacts: having({ tasks: [] }),
      message: 'No task is running.',
    },
    {
      name: 'no task but one that ends',
      artifacts: having({ tasks: [{ lastStatus: 'STOPPING' }] }),
      message: 'No task is running.',
    },
    {
      name: 'a secret that does not exist',
      artifacts: { ...having(), deployed: { 'app/jwt': null } },
      message: 'A secret that is injected does not exist.',
    },
    {
      name: 'changed after the start',
      artifacts: having({ jwt: { lastChangedDate: AFTER } }),
      message: STALE,
      details: [
        'Task 0f1e was started at 2026-11-23T10:00:00.000Z; app/jwt changed at 2026-11-23T11:00:00.000Z.',
        'Secrets Manager dates every edit of a secret alike, so that one of its tags or description shows as well.',
      ],
    },
    {
      name: 'changed after the start, and pinned to a version for another variable only',
      artifacts: having({ sources: [`${ARN}:::v1`, ARN], jwt: { lastChangedDate: AFTER } }),
      message: STALE,
    },
    {
      name: 'one task of two',
      artifacts: having({
        jwt: { lastChangedDate: AFTER },
        tasks: [{ createdAt: AFTER, startedAt: AFTER }, {}],
      }),
      message: STALE,
    },
    {
      name: 'one secret changed, and the other is denied',
      artifacts: {
        ...having({ sources: BOTH }),
        deployed: {
          'app/jwt': secretArtifact({ lastChangedDate: AFTER }),
          'app/key': denied('secretsmanager:DescribeSecret'),
        },
      },
      message: STALE,
    },
  ],
  unknown: [
    {
      name: 'a task that has not started',
      artifacts: having({ tasks: [{}, { lastStatus: 'PENDING', startedAt: null }] }),
      message: 'A task has not started, or ECS does not say when.',
    },
    {
      name: 'a task of which ECS does not say when it was made',
      artifacts: having({ tasks: [{ createdAt: null }] }),
      message: 'A task has not started, or ECS does not say when.',
    },
    {
      name: 'changed while the task was being started',
      artifacts: having({ jwt: { lastChangedDate: BETWEEN } }),
      message: 'A secret changed while a task was being started with it.',
    },
    {
      name: 'a task of another revision',
      artifacts: having({ tasks: [{}, { taskDefinition: 'arn:worker:6' }] }),
      message: 'A task runs another revision than the service, and what that injects was not read.',
    },
    {
      name: 'a task of which ECS names no revision',
      artifacts: having({ tasks: [{ taskDefinition: null }] }),
      message: 'A task runs another revision than the service, and what that injects was not read.',
    },
    {
      name: 'no date of the last change',
      artifacts: having({ jwt: { lastChangedDate: null } }),
      message: 'AWS does not say when a secret last changed.',
    },
    {
      name: 'a secret that is not declared',
      artifacts: having({ sources: [ARN, ARN.replace('app/jwt', 'app/other')] }),
      message: STRANGER,
    },
    {
      name: 'a secret of the same name in another region',
      artifacts: having({ sources: [ARN.replace('us-east-1', 'eu-west-1')] }),
      message: STRANGER,
    },
    {
      name: 'none but one whose change tasks survive, though another is declared',
      artifacts: having({ sources: [OTHER], key: { lastChangedDate: AFTER } }),
      subject: surviving,
      message: NOTHING,
    },
    {
      name: 'none but one that is pinned to a version',
      artifacts: having({ sources: [`${ARN}:::v1`], jwt: { lastChangedDate: AFTER } }),
      message: NOTHING,
    },
    {
      name: 'none is injected',
      artifacts: having({ sources: [] }),
      message: 'The task definition injects no secret, though the spec declares one.',
    },
  ],
  error: [
    {
      name: 'the task definition is denied',
      artifacts: {
        ...having(),
        definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
      },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
    {
      name: 'the tasks are denied',
      artifacts: { ...having(), tasks: { 'main/worker': denied('ecs:ListTasks') } },
      message: 'AWS denied ecs:ListTasks.',
    },
    {
      name: 'the secret is denied',
      artifacts: { ...having(), deployed: { 'app/jwt': denied('secretsmanager:DescribeSecret') } },
      message: 'AWS denied secretsmanager:DescribeSecret.',
    },
  ],
});

const REREADS = { survivesChange: 'application-rereads' } as const;
test.each([
  [{ JWT: 'app/jwt' }, {}, undefined],
  [{}, {}, 'The spec declares no secret of the service.'],
  [
    { JWT: 'app/jwt' },
    REREADS,
    'The spec declares that tasks survive a change of every secret of the service.',
  ],
])('%j with %j: %p', (secrets, declared, notApplicable) => {
  const worker = { task: { containers: { worker: { secrets } } } };
  const spec = {
    clusters: { main: { services: { worker } } },
    secrets: { 'app/jwt': declared },
  } as unknown as Spec;
  expect(check.subjects(spec).map((found) => found.notApplicable)).toEqual([notApplicable]);
});
