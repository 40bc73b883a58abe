import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraClusterParameters } from './cluster-parameters.ts';
import { anError, aurora, bareCluster } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const spec = aurora({ main: { parameters: { log_statement: 'ddl' } } });

beforeEach(() => {
  rds.reset();
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [bareCluster('main')] });
  rds.on(DescribeDBClusterParametersCommand).resolves({ Parameters: [] });
});

test('keeps what is asked about in the attached group, and declares what it sends', async () => {
  rds.on(DescribeDBClusterParametersCommand).resolves({
    Parameters: [
      { ParameterName: 'rds.force_ssl', ParameterValue: '1' },
      { ParameterName: 'log_statement' },
      { ParameterName: 'work_mem', ParameterValue: '4096' },
      { ParameterValue: 'of nothing' },
    ],
  });
  const { items, operations } = await collectWith(auroraClusterParameters, spec);
  expect(items['main']).toMatchObject({
    state: 'present',
    value: { group: 'main-parameters', values: { 'rds.force_ssl': '1', log_statement: null } },
  });
  expect(rds.commandCalls(DescribeDBClusterParametersCommand)[0]?.args[0].input).toEqual({
    DBClusterParameterGroupName: 'main-parameters',
    Filters: [{ Name: 'parameter-name', Values: ['log_statement', 'rds.force_ssl'] }],
    MaxRecords: 100,
  });
  expect(operations).toEqual(actionsOf(auroraClusterParameters));
});

test('a parameter that AWS does not list is not there, and is not given a default', async () => {
  const { items } = await collectWith(auroraClusterParameters, spec);
  expect(items['main']).toMatchObject({ state: 'present', value: { values: {} } });
});

test('clusters that share a group share its call', async () => {
  rds.on(DescribeDBClustersCommand).resolves({
    DBClusters: [
      bareCluster('main', { DBClusterParameterGroup: 'shared' }),
      bareCluster('other', { DBClusterParameterGroup: 'shared' }),
      bareCluster('third', { DBClusterParameterGroup: 'own' }),
    ],
  });
  const { items } = await collectWith(
    auroraClusterParameters,
    aurora({
      main: { parameters: { log_statement: 'ddl' } },
      other: { parameters: { timezone: 'UTC' } },
      third: {},
    }),
  );
  const asked = rds
    .commandCalls(DescribeDBClusterParametersCommand)
    .map(({ args }) => args[0].input.DBClusterParameterGroupName);
  expect(asked.sort()).toEqual(['own', 'shared']);
  expect(Object.values(items).map(({ state }) => state)).toEqual(['present', 'present', 'present']);
});

test.each<[string, string, () => void]>([
  [
    'with the cluster',
    'absent',
    () => rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [] }),
  ],
  [
    'with the group',
    'absent',
    () =>
      rds.on(DescribeDBClusterParametersCommand).rejects(anError('DBParameterGroupNotFoundFault')),
  ],
  [
    'when the cluster is denied',
    'unseen',
    () => rds.on(DescribeDBClustersCommand).rejects(anError('AccessDenied')),
  ],
  [
    'when AWS does not name the group',
    'unseen',
    () =>
      rds.on(DescribeDBClustersCommand).resolves({
        DBClusters: [{ ...bareCluster('main'), DBClusterParameterGroup: undefined }],
      }),
  ],
  [
    'when the group is denied',
    'unseen',
    () => rds.on(DescribeDBClusterParametersCommand).rejects(anError('AccessDenied')),
  ],
  ['without the list', 'unseen', () => rds.on(DescribeDBClusterParametersCommand).resolves({})],
])('%s it is %s', async (_, state, answer) => {
  answer();
  const { items } = await collectWith(auroraClusterParameters, spec);
  expect(items['main']?.state).toBe(state);
});

test('what hides the cluster is the cause', async () => {
  rds.on(DescribeDBClustersCommand).rejects(anError('AccessDenied'));
  const { items } = await collectWith(auroraClusterParameters, spec);
  expect(items['main']).toMatchObject({ cause: { action: 'rds:DescribeDBClusters' } });
});
