// A healthy declared secret and its healthy artifact, for the tables of the secrets checks.
import type { Secret } from '../../../collectors/aws/secrets-manager/secrets.ts';
import type { SecretSpec } from '../../../core/spec/sections/identity.ts';
import type { SecretSubject } from '../subjects.ts';

export function secretSubject(declared: SecretSpec = { rotationDays: 30 }): SecretSubject {
  return { name: 'app/jwt', path: ['secrets', 'app/jwt'], declared };
}

export function secretArtifact(facts: Partial<Secret> = {}): Secret {
  return {
    arn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-AbCdEf',
    deletedDate: null,
    versions: { one: ['AWSCURRENT'], two: ['AWSPREVIOUS'] },
    rotationEnabled: true,
    owningService: null,
    rotationLambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:rotate',
    rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null, duration: null },
    lastRotatedDate: '2026-11-10T00:00:00.000Z',
    nextRotationDate: '2026-12-10T00:00:00.000Z',
    lastChangedDate: '2026-11-10T00:00:00.000Z',
    createdDate: '2026-10-01T00:00:00.000Z',
    primaryRegion: null,
    replicas: null,
    kmsKeyId: null,
    ...facts,
  };
}
