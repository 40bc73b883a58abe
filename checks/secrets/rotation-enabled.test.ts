import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './rotation-enabled.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';

const NOT_ROTATED = 'The secret is not rotated.';
const secret = (facts: Parameters<typeof secretArtifact>[0]) => ({
  secrets: { 'app/jwt': secretArtifact(facts) },
});

testCheck(check, secretSubject(), {
  pass: [
    { name: 'rotated by a function', artifacts: secret({}) },
    {
      name: 'managed by RDS, which needs no function (S1)',
      artifacts: secret({ owningService: 'rds', rotationLambdaArn: null }),
    },
    { name: 'the primary of replicas', artifacts: secret({ primaryRegion: 'us-east-1' }) },
  ],
  fail: [
    {
      name: 'absent from Secrets Manager',
      artifacts: { secrets: { 'app/jwt': null } },
      message: 'The secret does not exist.',
    },
    {
      name: 'switched off, though rules and function are still there (S1)',
      artifacts: secret({ rotationEnabled: false }),
      message: NOT_ROTATED,
    },
    {
      name: 'never configured, which AWS says by leaving it out',
      artifacts: secret({ rotationEnabled: null, rotationRules: null, rotationLambdaArn: null }),
      message: NOT_ROTATED,
    },
    {
      name: 'managed by a service, and off',
      artifacts: secret({ owningService: 'rds', rotationEnabled: false }),
      message: NOT_ROTATED,
    },
    {
      name: 'scheduled for deletion',
      artifacts: secret({ deletedDate: '2026-11-30T00:00:00.000Z' }),
      message: 'The secret is scheduled for deletion.',
    },
  ],
  unknown: [
    {
      name: 'a replica',
      artifacts: secret({ primaryRegion: 'eu-west-1', rotationEnabled: null }),
      message: 'The secret is a replica, so its rotation is decided in another region.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { secrets: { 'app/jwt': denied('secretsmanager:DescribeSecret') } },
      message: 'AWS denied secretsmanager:DescribeSecret.',
    },
  ],
});

test('a secret that is declared static is not judged, for the declared reason', () => {
  const spec = {
    secrets: {
      'app/encryption': { staticReason: 'Stored data depends on it.' },
      'app/jwt': { rotationDays: 30 },
    },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['app/encryption', 'The spec declares the secret as static. Stored data depends on it.'],
    ['app/jwt', undefined],
  ]);
});
