import { denied, testCheck } from '../../core/testing/test-check.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';
import check from './replicas-and-policy.ts';

const having = (replicas: readonly (readonly [string, string])[] = [], statement?: object) => ({
  tables: {
    sessions: tableArtifact({ replicas: replicas.map(([region, status]) => ({ region, status })) }),
  },
  policies: {
    sessions:
      statement === undefined
        ? null
        : { policy: JSON.stringify({ Version: '2012-10-17', Statement: statement }) },
  },
});
const read = (Principal: unknown) => ({
  Effect: 'Allow',
  Principal,
  Action: 'dynamodb:GetItem',
  Resource: '*',
});
const copied = { declared: tableSubject({ replicaRegions: ['us-west-2'] }).declared };

testCheck(
  check,
  { ...tableSubject() },
  {
    pass: [
      { name: 'neither copies nor a policy', artifacts: having() },
      { name: 'the table itself among its copies', artifacts: having([['us-east-1', 'ACTIVE']]) },
      { name: 'the declared copy', subject: copied, artifacts: having([['us-west-2', 'ACTIVE']]) },
      {
        name: 'a role of the account',
        artifacts: having([], read({ AWS: 'arn:aws:iam::123456789012:role/app' })),
      },
    ],
    fail: [
      {
        name: 'absent',
        artifacts: { ...having(), tables: { sessions: null } },
        message: 'The table does not exist.',
      },
      {
        name: 'no copy',
        subject: copied,
        artifacts: having(),
        message: 'The table is not copied to every declared region.',
        details: ['No active copy in us-west-2.'],
      },
      {
        name: 'a copy that cannot be used',
        subject: copied,
        artifacts: having([['us-west-2', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS']]),
        message: 'The table is not copied to every declared region.',
      },
      {
        name: 'a copy elsewhere',
        artifacts: having([['eu-west-1', 'ACTIVE']]),
        message: 'The table is copied to a region that is not declared.',
        details: ['Copied to eu-west-1.'],
      },
      {
        name: 'another account',
        artifacts: having([], read({ AWS: '999988887777' })),
        message: 'The policy of the table lets in others.',
      },
      {
        name: 'everyone',
        artifacts: having([], read('*')),
        message: 'The policy of the table lets in others.',
      },
    ],
    unsettled: [
      {
        name: 'a copy that is being made',
        subject: copied,
        artifacts: having([['us-west-2', 'CREATING']]),
        message: 'The table is being copied.',
      },
    ],
    unknown: [
      {
        name: 'everyone by an endpoint',
        artifacts: having([], {
          ...read('*'),
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
        }),
        message:
          'The policy lets in a network or an organization, and whose that is cannot be told.',
      },
      {
        name: 'a policy that is no JSON',
        artifacts: { ...having(), policies: { sessions: { policy: '<' } } },
        message: 'The policy of the table cannot be read.',
      },
    ],
    error: [
      {
        name: 'the policy is denied',
        artifacts: { ...having(), policies: { sessions: denied('dynamodb:GetResourcePolicy') } },
        message: 'AWS denied dynamodb:GetResourcePolicy.',
      },
    ],
  },
);
