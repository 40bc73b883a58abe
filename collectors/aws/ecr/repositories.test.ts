import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { repositories } from './repositories.ts';

const ecr = mockClient(ECRClient);
const spec = { repositories: { api: {}, gone: {} } } as unknown as Partial<Spec>;

beforeEach(() => {
  ecr.reset();
});

test('lists the registry once; what is not listed is absent', async () => {
  ecr.on(DescribeRepositoriesCommand).resolves({
    repositories: [
      {
        repositoryName: 'api',
        repositoryArn: 'arn:api',
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
        encryptionConfiguration: { encryptionType: 'AES256' },
      },
    ],
  });
  const { items, operations } = await collectWith(repositories, spec);
  expect(items).toMatchObject({
    api: {
      state: 'present',
      value: {
        arn: 'arn:api',
        tagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        exclusions: ['dev-*'],
        encryption: 'AES256',
      },
    },
    gone: { state: 'absent' },
  });
  expect(ecr.commandCalls(DescribeRepositoriesCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(repositories));
});

test('an answer without the list is not seen', async () => {
  ecr.on(DescribeRepositoriesCommand).resolves({});
  expect((await collectWith(repositories, spec)).items['api']?.state).toBe('unseen');
});
