import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './indexes.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

type Index = Table['indexes'][number];
const index = (facts: Partial<Index> = {}): Index => ({
  name: 'by-user',
  isGlobal: true,
  keys: [{ attribute: 'user', role: 'HASH' }],
  projection: 'ALL',
  status: 'ACTIVE',
  backfilling: null,
  onDemandCaps: { reads: null, writes: null },
  provisioned: { reads: null, writes: null },
  sizeBytes: 0,
  ...facts,
});
const having = (...indexes: Index[]) => ({
  tables: { sessions: tableArtifact({ indexes, attributeTypes: { id: 'S', user: 'S' } }) },
});
const indexed = {
  'by-user': {
    partitionKey: { attribute: 'user', type: 'S' as const },
    projection: 'ALL' as const,
  },
};
const OTHERS = 'The indexes are not the declared ones.';

testCheck(check, tableSubject({ indexes: indexed }), {
  pass: [
    { name: 'the declared index', artifacts: having(index()) },
    { name: 'none, where none is declared', subject: tableSubject(), artifacts: having() },
    {
      name: 'a local index has no state of its own',
      artifacts: having(index({ isGlobal: false, status: null })),
    },
  ],
  fail: [
    {
      name: 'no table',
      artifacts: { tables: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'it is missing',
      artifacts: having(),
      message: OTHERS,
      details: ['Missing: by-user: user:S (HASH), ALL.'],
    },
    {
      name: 'it holds less of an item',
      artifacts: having(index({ projection: 'KEYS_ONLY' })),
      message: OTHERS,
    },
    {
      name: 'one that is not declared',
      subject: tableSubject(),
      artifacts: having(index()),
      message: OTHERS,
      details: ['Not declared: by-user: user:S (HASH), ALL.'],
    },
  ],
  unsettled: [
    {
      name: 'it is being filled',
      artifacts: having(index({ backfilling: true })),
      message: 'DynamoDB is still filling an index.',
    },
    {
      name: 'it is being created',
      artifacts: having(index({ status: 'CREATING' })),
      message: 'DynamoDB is still filling an index.',
    },
    {
      name: 'it is being changed',
      artifacts: having(index({ status: 'UPDATING' })),
      message: 'DynamoDB is changing an index.',
    },
  ],
  unknown: [
    {
      name: 'its keys are left out',
      artifacts: having(index({ keys: null })),
      message: 'DynamoDB does not give all of what an index is made of.',
    },
    {
      name: 'its state is left out',
      artifacts: having(index({ status: null })),
      message: 'DynamoDB does not say whether an index is active.',
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
