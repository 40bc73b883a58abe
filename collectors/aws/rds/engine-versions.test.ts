import {
  DescribeDBClustersCommand,
  DescribeDBEngineVersionsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraEngineVersions } from './engine-versions.ts';
import { anError, aurora, bareCluster } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const running = { Engine: 'aurora-postgresql', EngineVersion: '15.4' };

beforeEach(() => {
  rds.reset();
  rds.on(DescribeDBClustersCommand).resolves({
    DBClusters: [bareCluster('main', running), bareCluster('other', running)],
  });
  rds.on(DescribeDBEngineVersionsCommand).resolves({
    DBEngineVersions: [{ ...running, Status: 'deprecated' }],
  });
});

test('keeps the status, asks once for a version, and declares what it sends', async () => {
  const { items, operations } = await collectWith(
    auroraEngineVersions,
    aurora({ main: {}, other: {} }),
  );
  const seen = { state: 'present', value: { version: '15.4', status: 'deprecated' } };
  expect(items).toMatchObject({ main: seen, other: seen });
  expect(
    rds.commandCalls(DescribeDBEngineVersionsCommand).map(({ args }) => args[0].input),
  ).toEqual([{ ...running, IncludeAll: true, MaxRecords: 100 }]);
  expect(operations).toEqual(actionsOf(auroraEngineVersions));
});

test('a status that AWS leaves out is null', async () => {
  rds.on(DescribeDBEngineVersionsCommand).resolves({ DBEngineVersions: [running] });
  const { items } = await collectWith(auroraEngineVersions, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ value: { version: '15.4', status: null } });
});

test.each<[string, string, () => void]>([
  [
    'a version that AWS lists no longer',
    'absent',
    () => rds.on(DescribeDBEngineVersionsCommand).resolves({ DBEngineVersions: [] }),
  ],
  [
    'of a cluster that does not exist',
    'absent',
    () => rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [] }),
  ],
  [
    'of a cluster without a version',
    'unseen',
    () => rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [bareCluster('main')] }),
  ],
  [
    'of a cluster that is denied',
    'unseen',
    () => rds.on(DescribeDBClustersCommand).rejects(anError('AccessDenied')),
  ],
  [
    'that is denied',
    'unseen',
    () => rds.on(DescribeDBEngineVersionsCommand).rejects(anError('AccessDenied')),
  ],
  ['without the list', 'unseen', () => rds.on(DescribeDBEngineVersionsCommand).resolves({})],
])('%s is %s', async (_, state, answer) => {
  answer();
  const { items } = await collectWith(auroraEngineVersions, aurora({ main: {} }));
  expect(items['main']?.state).toBe(state);
});
