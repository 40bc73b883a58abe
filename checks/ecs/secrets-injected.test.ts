import { expect, test } from '@jest/globals';
import type { EcsContainer } from '../../collectors/aws/ecs/task-definitions.ts';
import type { Secret } from '../../collectors/aws/secrets-manager/secrets.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './secrets-injected.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceSubject,
  variable,
} from './testing/fixtures.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-AbCdEf';
const OTHER = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/key-GhIjKl';
const secret = (facts: Partial<Secret> = {}): Secret => ({
  arn: ARN,
  deletedDate: null,
  versions: { new: ['AWSCURRENT'], old: ['AWSPREVIOUS'] },
  rotationEnabled: null,
  owningService: null,
  rotationLambdaArn: null,
  rotationRules: null,
  lastRotatedDate: null,
  nextRotationDate: null,
  lastChangedDate: null,
  createdDate: null,
  primaryRegion: null,
  replicas: null,
  kmsKeyId: null,
  ...facts,
});
const subject = {
  ...serviceSubject(),
  bindings: [{ container: 'worker', variable: 'JWT', secret: 'app/jwt' }],
};
const two = {
  bindings: [...subject.bindings, { container: 'worker', variable: 'KEY', secret: 'app/key' }],
};
const injecting = (
  injected: EcsContainer['secrets'],
  facts: Partial<Secret> | null = {},
  container: Partial<EcsContainer> = {},
) => ({
  definitions: {
    'main/worker': definitionArtifact({
      containers: [containerArtifact({ secrets: injected, ...container })],
    }),
  },
  deployed: { 'app/jwt': facts === null ? null : secret(facts) },
});
const from = (valueFrom: string) => [{ name: 'JWT', valueFrom }];

const MISSING = 'A declared variable is not injected.';
const WRONG = 'A variable does not come from the current version of its secret.';

testCheck(check, subject, {
  pass: [
    { name: 'the declared secret', artifacts: injecting(from(ARN)) },
    { name: 'a key of it', artifacts: injecting(from(`${ARN}:token::`)) },
    { name: 'its current version by label', artifacts: injecting(from(`${ARN}::AWSCURRENT:`)) },
    { name: 'its current version by id', artifacts: injecting(from(`${ARN}:::new`)) },
    { name: 'its name without the suffix', artifacts: injecting(from(ARN.replace('-AbCdEf', ''))) },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { ...injecting([]), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'the variable is not there',
      artifacts: injecting([]),
      message: MISSING,
      details: ['worker/JWT is not there.'],
    },
    {
      name: 'the variable is a plain one',
      artifacts: injecting([], {}, { environment: [variable('JWT')] }),
      message: MISSING,
      details: ['worker/JWT is a plain variable.'],
    },
    {
      name: 'the variable is injected twice',
      artifacts: injecting([...from(ARN), ...from(OTHER)]),
      message: MISSING,
      details: ['worker/JWT is injected more than once.'],
    },
    {
      name: 'another container has it',
      artifacts: injecting(from(ARN), {}, { name: 'router' }),
      message: MISSING,
      details: ['There is no container for worker/JWT.'],
    },
    {
      name: 'another secret',
      artifacts: injecting(from(OTHER)),
      message: WRONG,
      details: ['worker/JWT comes from another secret.'],
    },
    {
      name: 'the secret of that name in another account',
      artifacts: injecting(from(ARN.replace('123456789012', '999999999999'))),
      message: WRONG,
      details: ['worker/JWT comes from another secret.'],
    },
    {
      name: 'the secret of that name in another region',
      artifacts: injecting(from(ARN.replace('us-east-1', 'eu-west-1'))),
      message: WRONG,
    },
    {
      name: 'a secret of that name that was deleted and made anew',
      artifacts: injecting(from(ARN.replace('AbCdEf', 'MnOpQr'))),
      message: WRONG,
    },
    {
      name: 'a parameter',
      artifacts: injecting(from('arn:aws:ssm:us-east-1:123456789012:parameter/app/jwt')),
      message: WRONG,
      details: ['worker/JWT does not come from a secret.'],
    },
    {
      name: 'the declared secret does not exist',
      artifacts: injecting(from(ARN), null),
      message: WRONG,
      details: ['worker/JWT has a declared secret that does not exist.'],
    },
    {
      name: 'the secret is being deleted',
      artifacts: injecting(from(ARN), { deletedDate: '2026-12-01T00:00:00.000Z' }),
      message: WRONG,
      details: ['worker/JWT comes from a secret that is being deleted.'],
    },
    {
      name: 'the secret has no current version',
      artifacts: injecting(from(ARN), { versions: { new: ['AWSPENDING'] } }),
      message: WRONG,
      details: ['worker/JWT comes from a secret without a current version.'],
    },
    {
      name: 'the previous version by label',
      artifacts: injecting(from(`${ARN}::AWSPREVIOUS:`)),
      message: WRONG,
      details: ['worker/JWT comes from the version that is staged as AWSPREVIOUS.'],
    },
    {
      name: 'the previous version by id',
      artifacts: injecting(from(`${ARN}:::old`)),
      message: WRONG,
      details: ['worker/JWT is pinned to a version that is not current.'],
    },
    {
      name: 'a version that is none',
      artifacts: injecting(from(`${ARN}:::constructor`)),
      message: WRONG,
    },
    {
      name: 'one secret is wrong, and the other is not seen',
      artifacts: {
        ...injecting([...from(OTHER), { name: 'KEY', valueFrom: OTHER }]),
        deployed: { 'app/jwt': secret(), 'app/key': denied('secretsmanager:DescribeSecret') },
      },
      subject: two,
      message: WRONG,
      details: ['worker/JWT comes from another secret.'],
    },
  ],
  unknown: [
    {
      name: 'AWS leaves out the versions',
      artifacts: injecting(from(ARN), { versions: null }),
      message: 'AWS does not say which versions of a secret are staged.',
    },
    {
      name: 'a secret that the spec does not declare',
      artifacts: injecting([...from(ARN), { name: 'KEY', valueFrom: OTHER }]),
      subject: two,
      message: 'Nobody asked AWS about it.',
    },
  ],
  error: [
    {
      name: 'a secret is denied',
      artifacts: {
        ...injecting([...from(ARN), { name: 'KEY', valueFrom: OTHER }]),
        deployed: { 'app/jwt': secret(), 'app/key': denied('secretsmanager:DescribeSecret') },
      },
      subject: two,
      message: 'AWS denied secretsmanager:DescribeSecret.',
    },
    {
      name: 'the task definition is denied',
      artifacts: {
        ...injecting([]),
        definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
      },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
  ],
});

test('a service without a declared secret is not judged', () => {
  const { declared } = serviceSubject();
  const spec = {
    clusters: { main: { containerInsights: true, services: { worker: declared } } },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([
    'The spec declares no secret of the service.',
  ]);
});
