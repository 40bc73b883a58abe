import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './current-and-alive.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';

const secret = (facts: Parameters<typeof secretArtifact>[0]) => ({
  secrets: { 'app/jwt': secretArtifact(facts) },
});

testCheck(check, secretSubject(), {
  pass: [
    { name: 'a current version', artifacts: secret({}) },
    {
      name: 'a version that is current and pending at once',
      artifacts: secret({ versions: { one: ['AWSPENDING', 'AWSCURRENT'] } }),
    },
  ],
  fail: [
    {
      name: 'absent from Secrets Manager',
      artifacts: { secrets: { 'app/jwt': null } },
      message: 'The secret does not exist.',
    },
    {
      name: 'scheduled for deletion, though a version is current',
      artifacts: secret({ deletedDate: '2026-11-30T00:00:00.000Z' }),
      message: 'The secret is scheduled for deletion.',
    },
    {
      name: 'scheduled for deletion, and AWS leaves the versions out',
      artifacts: secret({ deletedDate: '2026-11-30T00:00:00.000Z', versions: null }),
      message: 'The secret is scheduled for deletion.',
    },
    {
      name: 'created without a value',
      artifacts: secret({ versions: {} }),
      message: 'The secret has no current version.',
      details: ['No version is staged as AWSCURRENT.'],
    },
    {
      name: 'the only version waits for its rotation',
      artifacts: secret({ versions: { one: ['AWSPENDING'] } }),
      message: 'The secret has no current version.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves the versions out',
      artifacts: secret({ versions: null }),
      message: 'AWS does not say which versions of the secret are staged.',
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
