import {
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { repositoryPolicies } from './repository-policies.ts';

const ecr = mockClient(ECRClient);
const spec = { repositories: { api: {} } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  ecr.reset();
  ecr.on(GetRepositoryPolicyCommand).rejects(named('RepositoryPolicyNotFoundException'));
  ecr.on(GetLifecyclePolicyCommand).resolves({ lifecyclePolicyText: '{"rules":[]}' });
});

test('no policy is null', async () => {
  const { items, operations } = await collectWith(repositoryPolicies, spec);
  expect(items['api']).toMatchObject({ value: { access: null, lifecycle: '{"rules":[]}' } });
  expect(operations).toEqual(actionsOf(repositoryPolicies));
});

test.each([
  [
    'the access policy',
    () => ecr.on(GetRepositoryPolicyCommand).rejects(named('AccessDeniedException')),
  ],
  [
    'the lifecycle policy',
    () => ecr.on(GetLifecyclePolicyCommand).rejects(named('AccessDeniedException')),
  ],
  ['an empty answer', () => ecr.on(GetLifecyclePolicyCommand).resolves({})],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(repositoryPolicies, spec)).items['api']?.state).toBe('unseen');
});
