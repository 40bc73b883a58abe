import { denied, testCheck } from '../../core/testing/test-check.ts';
import { KEY_ARN, keyArtifact } from '../kms/testing/fixtures.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';
import check from './cmk.ts';

const having = (kmsKeyId: string | null) => ({
  secrets: { 'app/jwt': secretArtifact({ kmsKeyId }) },
  keys: { 'alias/main': keyArtifact() },
});

testCheck(
  check,
  { ...secretSubject({ rotationDays: 30, kmsKeyAlias: 'alias/main' }) },
  {
    pass: [
      { name: 'by its ARN', artifacts: having(KEY_ARN) },
      { name: 'by its alias', artifacts: having('alias/main') },
    ],
    fail: [
      {
        name: 'absent from Secrets Manager',
        artifacts: { ...having(null), secrets: { 'app/jwt': null } },
        message: 'The secret does not exist.',
      },
      {
        name: 'no key of its own',
        artifacts: having(null),
        message: 'The secret is encrypted with the key of AWS.',
      },
      {
        name: 'another key',
        artifacts: having('arn:aws:kms:us-east-1:123456789012:key/other'),
        message: 'The secret is encrypted with another key.',
      },
      {
        name: 'a key that nobody has',
        artifacts: { ...having(KEY_ARN), keys: { 'alias/main': null } },
        message: 'The declared key does not exist.',
      },
    ],
    unknown: [],
    error: [
      {
        name: 'the key is denied',
        artifacts: { ...having(KEY_ARN), keys: { 'alias/main': denied('kms:DescribeKey') } },
        message: 'AWS denied kms:DescribeKey.',
      },
    ],
  },
);
