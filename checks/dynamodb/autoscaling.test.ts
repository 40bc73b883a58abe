import { denied, testCheck } from '../../core/testing/test-check.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';
import check from './autoscaling.ts';

const target = (resourceId: string, kind: string, unit: string, policies = 1) => ({
  resourceId,
  dimension: `dynamodb:${kind}:${unit}CapacityUnits`,
  policies,
  most: 100,
  isSuspended: false,
});
const TABLE = [
  target('table/sessions', 'table', 'Read'),
  target('table/sessions', 'table', 'Write'),
];
const INDEX = [
  target('table/sessions/index/by-user', 'index', 'Read'),
  target('table/sessions/index/by-user', 'index', 'Write'),
];
const index = (name: string | null, isGlobal = true) => ({
  name,
  isGlobal,
  keys: null,
  projection: null,
  status: null,
  backfilling: null,
  onDemandCaps: { reads: null, writes: null },
  provisioned: { reads: null, writes: null },
  sizeBytes: 0,
});
const having = (
  targets: readonly ReturnType<typeof target>[],
  ...indexes: ReturnType<typeof index>[]
) => ({
  tables: { sessions: tableArtifact({ billingMode: null, indexes }) },
  targets: { sessions: [...targets] },
});
const STILL = 'A capacity of the table does not scale.';

testCheck(
  check,
  { ...tableSubject({ billing: 'PROVISIONED' }) },
  {
    pass: [
      { name: 'both of the table', artifacts: having(TABLE) },
      {
        name: 'all of the table and its index',
        artifacts: having([...TABLE, ...INDEX], index('by-user')),
      },
      {
        name: 'a local index, which has no capacity',
        artifacts: having(TABLE, index('by-date', false)),
      },
    ],
    fail: [
      {
        name: 'absent',
        artifacts: { ...having(TABLE), tables: { sessions: null } },
        message: 'The table does not exist.',
      },
      { name: 'no target', artifacts: having([]), message: STILL },
      {
        name: 'reads alone (E11)',
        artifacts: having(TABLE.slice(0, 1)),
        message: STILL,
        details: ['Does not scale: dynamodb:table:WriteCapacityUnits of table/sessions.'],
      },
      {
        name: 'a target without a policy (E11)',
        artifacts: having([...TABLE.slice(0, 1), target('table/sessions', 'table', 'Write', 0)]),
        message: STILL,
      },
      {
        name: 'a target whose scaling out is suspended',
        artifacts: having([
          ...TABLE.slice(0, 1),
          { ...target('table/sessions', 'table', 'Write'), isSuspended: true },
        ]),
        message: STILL,
        details: ['Does not scale: dynamodb:table:WriteCapacityUnits of table/sessions.'],
      },
      {
        name: 'the table without its index (E11)',
        artifacts: having(TABLE, index('by-user')),
        message: STILL,
      },
      {
        name: 'the index in place of the table (E11)',
        artifacts: having(INDEX, index('by-user')),
        message: STILL,
      },
    ],
    unknown: [
      {
        name: 'an index without a name',
        artifacts: having(TABLE, index(null)),
        message: 'DynamoDB does not give the name of every index.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: {
          ...having(TABLE),
          targets: { sessions: denied('application-autoscaling:DescribeScalableTargets') },
        },
        message: 'AWS denied application-autoscaling:DescribeScalableTargets.',
      },
    ],
  },
);
