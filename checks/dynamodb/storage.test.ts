import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './storage.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const GIB = 2 ** 30;
const having = (facts: Partial<Table> = {}) => ({ tables: { sessions: tableArtifact(facts) } });
const index = (sizeBytes: number | null, isGlobal = true): Table['indexes'][number] => ({
  name: 'by-user',
  isGlobal,
  keys: [{ attribute: 'user', role: 'HASH' }],
  projection: 'ALL',
  status: isGlobal ? 'ACTIVE' : null,
  backfilling: null,
  onDemandCaps: { reads: null, writes: null },
  provisioned: { reads: null, writes: null },
  sizeBytes,
});

testCheck(check, tableSubject({ maxStorageGiB: 25 }), {
  pass: [
    { name: 'there is room left', artifacts: having() },
    {
      name: 'it is full to the last byte',
      artifacts: having({ sizeBytes: 15 * GIB, indexes: [index(10 * GIB)] }),
    },
    {
      name: 'it is new, and was counted',
      artifacts: having({ createdAt: '2026-11-23T11:00:00.000Z' }),
    },
    {
      name: 'it is empty, and old enough to have been counted',
      artifacts: having({ sizeBytes: 0 }),
    },
  ],
  fail: [
    {
      name: 'no table',
      artifacts: { tables: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'a byte too many, as AWS counts',
      artifacts: having({ sizeBytes: 25 * GIB + 1 }),
      message: 'The table holds more than the declared storage.',
    },
    {
      name: 'an index takes storage too',
      artifacts: having({ sizeBytes: 15 * GIB, indexes: [index(6 * GIB), index(5 * GIB, false)] }),
      message: 'The table holds more than the declared storage.',
    },
    {
      name: 'what is known is too much already',
      artifacts: having({ sizeBytes: 26 * GIB, indexes: [index(null)] }),
      message: 'The table holds more than the declared storage.',
    },
  ],
  unknown: [
    {
      name: 'DynamoDB leaves out the size of the table',
      artifacts: having({ sizeBytes: null }),
      message: 'DynamoDB does not give the size of the table and of all its indexes.',
    },
    {
      name: 'DynamoDB leaves out the size of an index',
      artifacts: having({ indexes: [index(null)] }),
      message: 'DynamoDB does not give the size of the table and of all its indexes.',
    },
    {
      name: 'it was imported an hour ago: nothing is not its size',
      artifacts: having({ sizeBytes: 0, createdAt: '2026-11-23T11:00:00.000Z' }),
      message: 'DynamoDB may not have counted yet how much the table holds.',
    },
    {
      name: 'it is empty, and nobody knows since when',
      artifacts: having({ sizeBytes: 0, createdAt: null }),
      message: 'DynamoDB may not have counted yet how much the table holds.',
    },
  ],
  error: [
    {
      name: 'the table could not be seen',
      artifacts: { tables: { sessions: denied('dynamodb:DescribeTable') } },
      message: 'AWS denied dynamodb:DescribeTable.',
    },
  ],
});
