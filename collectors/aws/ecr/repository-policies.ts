import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { present, unseen } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { getLifecyclePolicy, getRepositoryPolicy } from './operations.ts';
import { repositoryNames } from './repositories.ts';

/** Policies of a repository, as JSON; null where it has none. */
export const RepositoryPolicies = z.strictObject({
  access: z.string().nullable(),
  lifecycle: z.string().nullable(),
});
export type RepositoryPolicies = z.infer<typeof RepositoryPolicies>;

/** Every declared repository, by name. That a repository exists is another collector's to say. */
export const repositoryPolicies = defineCollector<RepositoryPolicies>({
  id: 'aws/ecr/repository-policies',
  title: 'Access and lifecycle policies of ECR repositories',
  operations: [getRepositoryPolicy, getLifecyclePolicy],
  item: RepositoryPolicies,
  keys: repositoryNames,
  collect: ({ spec, aws }) =>
    observeEach(repositoryNames(spec), async (repositoryName) => {
      const [access, lifecycle] = await Promise.all([
        aws.read(getRepositoryPolicy, { repositoryName }),
        aws.read(getLifecyclePolicy, { repositoryName }),
      ]);
      if (access.state === 'failed') return unseen(access.cause);
      if (lifecycle.state === 'failed') return unseen(lifecycle.cause);
      return present(
        {
          access: access.state === 'absent' ? null : (access.value.policyText ?? null),
          lifecycle:
            lifecycle.state === 'absent' ? null : (lifecycle.value.lifecyclePolicyText ?? null),
        },
        [...access.calls, ...lifecycle.calls],
      );
    }),
});
