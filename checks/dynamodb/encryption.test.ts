import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { keyArtifact } from '../kms/testing/fixtures.ts';
import check from './encryption.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const keyed = (keyArn: string, facts: object = {}): Partial<Table> => ({
  encryption: { status: 'ENABLED', type: 'KMS', keyArn, inaccessibleSince: null, ...facts },
});
const having = (facts: Partial<Table> = {}) => ({
  tables: { sessions: tableArtifact(facts) },
  keys: { 'alias/main': keyArtifact({ arn: KEY }) },
});
const declared = tableSubject({ kmsKeyAlias: 'alias/main' });
const OTHER = 'The table has another key than the declared one.';

testCheck(check, tableSubject(), {
  pass: [
    { name: 'a key that DynamoDB owns is encryption too (S5)', artifacts: having() },
    { name: 'the declared key', subject: declared, artifacts: having(keyed(KEY)) },
  ],
  fail: [
    {
      name: 'no table',
      artifacts: { ...having(), tables: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'a key of its own where one is declared',
      subject: declared,
      artifacts: having(),
      message: OTHER,
    },
    {
      name: 'another key',
      subject: declared,
      artifacts: having(keyed('arn:other')),
      message: OTHER,
    },
    {
      name: 'the declared key does not exist',
      subject: declared,
      artifacts: { ...having(keyed(KEY)), keys: { 'alias/main': null } },
      message: 'The declared key does not exist.',
    },
    {
      name: 'a key that it cannot use any more',
      subject: declared,
      artifacts: having(keyed(KEY, { inaccessibleSince: '2026-11-23T00:00:00.000Z' })),
      message: 'The table cannot use its key any more.',
    },
  ],
  unsettled: [
    {
      name: 'the key is being changed',
      artifacts: having(keyed(KEY, { status: 'UPDATING' })),
      message: 'DynamoDB is changing the key of the table.',
    },
  ],
  error: [
    {
      name: 'the key could not be seen',
      subject: declared,
      artifacts: { ...having(keyed(KEY)), keys: { 'alias/main': denied('kms:DescribeKey') } },
      message: 'AWS denied kms:DescribeKey.',
    },
  ],
});
