import { denied, testCheck } from '../../core/testing/test-check.ts';
import { keyArtifact } from '../kms/testing/fixtures.ts';
import check from './encrypted.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const declaredKey = { subject: clusterSubject({ kmsKeyAlias: 'alias/main' }) as never };
const keys = { 'alias/main': keyArtifact({ arn: KEY }) };
const cluster = (facts: Parameters<typeof clusterArtifact>[0]) => ({
  main: clusterArtifact(facts),
});

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'encrypted, and no key is declared', artifacts: { clusters: cluster({}), keys: {} } },
    {
      name: 'encrypted with the declared key',
      ...declaredKey,
      artifacts: { clusters: cluster({ kmsKeyId: KEY }), keys },
    },
    {
      name: 'AWS names the key by its id',
      ...declaredKey,
      artifacts: {
        clusters: cluster({ kmsKeyId: '11111111-2222-3333-4444-555555555555' }),
        keys,
      },
    },
    {
      name: 'encrypted with a key that AWS owns, of which AWS says false',
      artifacts: {
        clusters: cluster({
          storageEncrypted: false,
          storageEncryptionType: 'sse-rds',
          kmsKeyId: null,
        }),
        keys: {},
      },
    },
    {
      name: 'AWS leaves the type out',
      artifacts: { clusters: cluster({ storageEncryptionType: null }), keys: {} },
    },
  ],
  fail: [
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, keys: {} },
      message: 'The Aurora cluster does not exist.',
    },
    {
      name: 'not encrypted',
      artifacts: {
        clusters: cluster({ storageEncrypted: false, storageEncryptionType: 'none' }),
        keys: {},
      },
      message: 'The storage is not encrypted.',
    },
    {
      name: 'not encrypted, whatever the key says',
      ...declaredKey,
      artifacts: {
        clusters: cluster({ storageEncrypted: false, storageEncryptionType: null, kmsKeyId: KEY }),
        keys,
      },
      message: 'The storage is not encrypted.',
    },
    {
      name: 'another key',
      ...declaredKey,
      artifacts: {
        clusters: cluster({ kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/other' }),
        keys,
      },
      message: 'The storage is encrypted with another key.',
    },
    {
      name: 'a key is declared, and AWS owns the one in use',
      ...declaredKey,
      artifacts: {
        clusters: cluster({
          storageEncrypted: false,
          storageEncryptionType: 'sse-rds',
          kmsKeyId: null,
        }),
        keys,
      },
      message: 'The storage is encrypted with another key.',
    },
    {
      name: 'the declared key does not exist',
      ...declaredKey,
      artifacts: { clusters: cluster({ kmsKeyId: KEY }), keys: { 'alias/main': null } },
      message: 'The declared key does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves it out',
      artifacts: {
        clusters: cluster({ storageEncrypted: null, storageEncryptionType: null }),
        keys: {},
      },
      message: 'AWS does not say whether the storage is encrypted.',
    },
    {
      name: 'AWS leaves the key out',
      ...declaredKey,
      artifacts: { clusters: cluster({ kmsKeyId: null }), keys },
      message: 'AWS does not say which key the storage is encrypted with.',
    },
  ],
  error: [
    {
      name: 'the key is denied',
      ...declaredKey,
      artifacts: {
        clusters: cluster({ kmsKeyId: KEY }),
        keys: { 'alias/main': denied('kms:DescribeKey') },
      },
      message: 'AWS denied kms:DescribeKey.',
    },
  ],
});
