// A healthy declared key and its artifacts, for the tables of the checks that read keys.
import type { KeyPolicy } from '../../../collectors/aws/kms/key-policies.ts';
import type { KmsKey } from '../../../collectors/aws/kms/keys.ts';
import type { KeySubject } from '../subjects.ts';

export const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd';

export function keySubject(facts: Partial<KeySubject> = {}): KeySubject {
  return {
    name: 'alias/main',
    path: ['kmsKeys', 'alias/main'],
    declared: { rotation: true },
    logsEncrypted: false,
    ...facts,
  };
}

export function keyArtifact(facts: Partial<KmsKey> = {}): KmsKey {
  return {
    arn: KEY_ARN,
    state: 'Enabled',
    deletionDate: null,
    manager: 'CUSTOMER',
    spec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    ...facts,
  };
}

/** What AWS gives a key that is made without a policy: the account decides by policies of its own. */
export const DELEGATING = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: 'kms:*',
  Resource: '*',
};

/** A policy of these statements, and these grants. */
export function keyPolicyArtifact(
  statements: readonly object[] = [DELEGATING],
  grants: KeyPolicy['grants'] = [],
): KeyPolicy {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { arn: KEY_ARN, policy, grants };
}
