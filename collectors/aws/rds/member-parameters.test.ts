import {
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraMemberParameters } from './member-parameters.ts';
import { anError, aurora, bareInstance } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const spec = aurora({ main: { parameters: { log_statement: 'ddl' } }, silent: {} });
const using = (name: string, ...groups: string[]) =>
  bareInstance(name, 'main', {
    DBParameterGroups: groups.map((DBParameterGroupName) => ({ DBParameterGroupName })),
  });

beforeEach(() => {
  rds.reset();
  rds.on(DescribeDBInstancesCommand).resolves({
    DBInstances: [
      using('main-1', 'members'),
      using('main-2', 'members', 'default.aurora-postgresql15'),
    ],
  });
  rds.on(DescribeDBParametersCommand).resolves({ Parameters: [] });
});

test('keeps what is set of the declared parameters, asks once for a group, declares what it sends', async () => {
  rds.on(DescribeDBParametersCommand).resolves({
    Parameters: [
      { ParameterName: 'log_statement', ParameterValue: 'none' },
      { ParameterName: 'work_mem', ParameterValue: '4096' },
      { ParameterValue: 'of nothing' },
    ],
  });
  const { items, operations } = await collectWith(auroraMemberParameters, spec);
  expect(items).toMatchObject({
    main: { state: 'present', value: { members: { log_statement: 'none' } } },
  });
  expect(Object.keys(items)).toEqual(['main']);
  expect(rds.commandCalls(DescribeDBParametersCommand).map(({ args }) => args[0].input)).toEqual([
    { DBParameterGroupName: 'members', Source: 'user', MaxRecords: 100 },
  ]);
  expect(operations).toEqual(actionsOf(auroraMemberParameters));
});

test('default groups, in which nobody can set anything, are not asked for', async () => {
  rds
    .on(DescribeDBInstancesCommand)
    .resolves({ DBInstances: [using('main-1', 'default.aurora-postgresql15')] });
  const { items, operations } = await collectWith(auroraMemberParameters, spec);
  expect(items['main']).toMatchObject({ state: 'present', value: {} });
  expect(operations).toEqual(['rds:DescribeDBInstances']);
});

test('a value that AWS leaves out is null', async () => {
  rds
    .on(DescribeDBParametersCommand)
    .resolves({ Parameters: [{ ParameterName: 'log_statement' }] });
  const { items } = await collectWith(auroraMemberParameters, spec);
  expect(items['main']).toMatchObject({ value: { members: { log_statement: null } } });
});

test.each<[string, () => void]>([
  [
    'members that are denied',
    () => rds.on(DescribeDBInstancesCommand).rejects(anError('AccessDenied')),
  ],
  [
    'a group that is denied',
    () => rds.on(DescribeDBParametersCommand).rejects(anError('AccessDenied')),
  ],
  [
    'a group that is not found, though it is attached',
    () => rds.on(DescribeDBParametersCommand).rejects(anError('DBParameterGroupNotFoundFault')),
  ],
  ['no list', () => rds.on(DescribeDBParametersCommand).resolves({})],
])('is not seen with %s', async (_, answer) => {
  answer();
  const { items } = await collectWith(auroraMemberParameters, spec);
  expect(items['main']?.state).toBe('unseen');
});
