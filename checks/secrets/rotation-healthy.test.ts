import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './rotation-healthy.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';

const secret = (facts: Parameters<typeof secretArtifact>[0]) => ({
  secrets: { 'app/jwt': secretArtifact(facts) },
});
const pending = { one: ['AWSCURRENT'], two: ['AWSPENDING'] };

testCheck(check, secretSubject(), {
  takenAt: '2026-11-23T12:00:00.000Z',
  pass: [
    { name: 'rotated, and due later', artifacts: secret({}) },
    {
      name: 'a new secret within its first interval',
      artifacts: secret({ lastRotatedDate: null, createdDate: '2026-11-20T00:00:00.000Z' }),
    },
    {
      name: 'both labels on the current version',
      artifacts: secret({ versions: { one: ['AWSCURRENT', 'AWSPENDING'] } }),
    },
  ],
  fail: [
    {
      name: 'absent from Secrets Manager',
      artifacts: { secrets: { 'app/jwt': null } },
      message: 'The secret does not exist.',
    },
    {
      name: 'scheduled for deletion',
      artifacts: secret({ deletedDate: '2026-11-30T00:00:00.000Z' }),
      message: 'The secret is scheduled for deletion.',
    },
    {
      name: 'switched off, though it is due later (S1)',
      artifacts: secret({ rotationEnabled: false }),
      message: 'The secret is not rotated.',
    },
    {
      name: 'overdue by a second',
      artifacts: secret({ nextRotationDate: '2026-11-23T11:59:59.000Z' }),
      message: 'The rotation of the secret is overdue.',
    },
    {
      name: 'overdue, and AWS leaves the versions out',
      artifacts: secret({ nextRotationDate: '2026-11-01T00:00:00.000Z', versions: null }),
      message: 'The rotation of the secret is overdue.',
    },
    {
      name: 'a version has waited for more than a day',
      artifacts: secret({ versions: pending, lastChangedDate: '2026-11-22T11:59:59.000Z' }),
      message: 'A rotation of the secret is stuck.',
    },
    {
      name: 'stuck, and AWS leaves the next date out',
      artifacts: secret({
        versions: pending,
        lastChangedDate: '2026-11-01T00:00:00.000Z',
        nextRotationDate: null,
      }),
      message: 'A rotation of the secret is stuck.',
    },
  ],
  unsettled: [
    {
      name: 'a version has waited for less than a day',
      artifacts: secret({ versions: pending, lastChangedDate: '2026-11-23T11:00:00.000Z' }),
      message: 'A rotation of the secret is under way.',
    },
  ],
  unknown: [
    {
      name: 'a replica',
      artifacts: secret({ primaryRegion: 'eu-west-1' }),
      message: 'The secret is a replica, so its rotation is decided in another region.',
    },
    {
      name: 'AWS leaves the next date out',
      artifacts: secret({ nextRotationDate: null }),
      message: 'AWS does not say when the secret is rotated next.',
    },
    {
      name: 'AWS leaves the versions out',
      artifacts: secret({ versions: null }),
      message: 'AWS does not say which versions of the secret are staged.',
    },
    {
      name: 'a version waits, and AWS leaves the last change out',
      artifacts: secret({ versions: pending, lastChangedDate: null }),
      message: 'AWS does not say since when a rotation is under way.',
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
