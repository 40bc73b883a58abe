import { BatchGetRepositoryScanningConfigurationCommand, ECRClient } from '@aws-sdk/client-ecr';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { repositoryScanning } from './scanning.ts';

const ecr = mockClient(ECRClient);
const spec = { repositories: { api: {}, gone: {}, left: {} } } as unknown as Partial<Spec>;

beforeEach(() => {
  ecr.reset();
});

test('only what AWS says it does not find is absent', async () => {
  ecr.on(BatchGetRepositoryScanningConfigurationCommand).resolves({
    scanningConfigurations: [
      { repositoryName: 'api', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' },
    ],
    failures: [{ repositoryName: 'gone', failureCode: 'REPOSITORY_NOT_FOUND' }],
  });
  const { items, operations } = await collectWith(repositoryScanning, spec);
  expect(items).toMatchObject({
    api: { state: 'present', value: { frequency: 'SCAN_ON_PUSH', onPush: true } },
    gone: { state: 'absent' },
    left: { state: 'unseen' },
  });
  expect(operations).toEqual(actionsOf(repositoryScanning));
});

test('25 names a call', async () => {
  ecr.on(BatchGetRepositoryScanningConfigurationCommand).resolves({ scanningConfigurations: [] });
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`r${index}`, {}]));
  await collectWith(repositoryScanning, { repositories: many } as unknown as Partial<Spec>);
  const calls = ecr.commandCalls(BatchGetRepositoryScanningConfigurationCommand);
  expect(calls.map(({ args }) => args[0].input.repositoryNames?.length)).toEqual([25, 5]);
});

test('a denial is no absence', async () => {
  ecr
    .on(BatchGetRepositoryScanningConfigurationCommand)
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
  expect((await collectWith(repositoryScanning, spec)).items['api']?.state).toBe('unseen');
});
