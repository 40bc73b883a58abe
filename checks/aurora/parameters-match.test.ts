import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './parameters-match.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

type Values = Record<string, string | null>;

const subject = clusterSubject({
  parameters: {
    'rds.force_ssl': '1',
    statement_timeout: '30s',
    shared_preload_libraries: 'pg_stat_statements,pgaudit',
  },
});
const RIGHT: Values = {
  'rds.force_ssl': '1',
  statement_timeout: '30000',
  shared_preload_libraries: 'pgaudit, pg_stat_statements',
};
const deployed = (values: Values = RIGHT, ofMembers: Record<string, Values> = {}) => ({
  clusters: { main: clusterArtifact() },
  parameters: { main: { group: 'main', values } },
  ofMembers: { main: ofMembers },
});
const without = (name: string): Values =>
  Object.fromEntries(Object.entries(RIGHT).filter(([parameter]) => parameter !== name));
const OTHER = 'A declared parameter has another value.';
const OVERRIDDEN = 'A member has another value of a declared parameter.';

testCheck(check, subject, {
  pass: [
    { name: 'the declared values, in other units and another order', artifacts: deployed() },
    {
      name: 'a member that sets the same values',
      artifacts: deployed(RIGHT, { members: { statement_timeout: '30000' } }),
    },
    {
      name: 'no parameter is declared, and the group is the declared one',
      subject: clusterSubject() as never,
      artifacts: { ...deployed({}), ofMembers: {} },
    },
    {
      name: 'RDS keeps the name in lower case',
      subject: { declared: { ...subject.declared, parameterGroup: 'Main' } },
      artifacts: deployed(),
    },
  ],
  fail: [
    {
      name: 'a default group is attached',
      artifacts: {
        ...deployed(),
        parameters: { main: { group: 'default.aurora-postgresql15', values: RIGHT } },
      },
      message: 'Another parameter group is attached.',
    },
    {
      name: 'another value',
      artifacts: deployed({ ...RIGHT, 'rds.force_ssl': '0' }),
      message: OTHER,
      details: ['rds.force_ssl is 0 and not 1.'],
    },
    {
      name: 'the same digits in another unit',
      artifacts: deployed({ ...RIGHT, statement_timeout: '30' }),
      message: OTHER,
      details: ['statement_timeout is 30 and not 30s.'],
    },
    {
      name: 'a library is missing',
      artifacts: deployed({ ...RIGHT, shared_preload_libraries: 'pg_stat_statements' }),
      message: OTHER,
    },
    {
      name: 'the group has no such parameter',
      artifacts: deployed(without('statement_timeout')),
      message: OTHER,
      details: ['statement_timeout is not a parameter of the group.'],
    },
    {
      name: 'one has another value, and of another AWS says nothing',
      artifacts: deployed({ ...RIGHT, 'rds.force_ssl': '0', statement_timeout: null }),
      message: OTHER,
    },
    {
      name: 'another value, and what members set is not seen',
      artifacts: {
        ...deployed({ ...RIGHT, 'rds.force_ssl': '0' }),
        ofMembers: { main: denied('rds:DescribeDBParameters') },
      },
      message: OTHER,
    },
    {
      name: 'a member overrides it',
      artifacts: deployed(RIGHT, { members: { statement_timeout: '0' } }),
      message: OVERRIDDEN,
      details: ['members sets statement_timeout to 0 and not to 30s.'],
    },
    {
      name: 'the attached group is gone',
      artifacts: { ...deployed(), parameters: { main: null } },
      message: 'The attached parameter group does not exist.',
    },
    {
      name: 'the cluster is gone',
      artifacts: { ...deployed(), clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'the engine chooses the value, which AWS does not tell',
      artifacts: deployed({ ...RIGHT, statement_timeout: null }),
      message: 'AWS lists a declared parameter without its value.',
    },
    {
      name: 'a member sets something, and AWS does not tell what',
      artifacts: deployed(RIGHT, { members: { statement_timeout: null } }),
      message: 'AWS lists a declared parameter of a member without its value.',
    },
    {
      name: 'AWS does not list what members set',
      artifacts: { ...deployed(), ofMembers: { main: null } },
      message: 'AWS does not list the parameters of the members.',
    },
  ],
  error: [
    {
      name: 'the parameters of the cluster denied',
      artifacts: {
        ...deployed(),
        parameters: { main: denied('rds:DescribeDBClusterParameters') },
      },
      message: 'AWS denied rds:DescribeDBClusterParameters.',
    },
    {
      name: 'the parameters of members denied',
      artifacts: { ...deployed(), ofMembers: { main: denied('rds:DescribeDBParameters') } },
      message: 'AWS denied rds:DescribeDBParameters.',
    },
  ],
});
