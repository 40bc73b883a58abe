import type { Repository as AwsRepository } from '@aws-sdk/client-ecr';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { describeRepositories } from './operations.ts';

/** One repository. Null is what AWS left out. */
export const Repository = z.strictObject({
  arn: z.string(),
  /** `IMMUTABLE`, `MUTABLE`, or one of them `_WITH_EXCLUSION`. */
  tagMutability: z.string().nullable(),
  /** Patterns of tags to which the rule does not apply, with `*` for any text. */
  exclusions: z.array(z.string()),
  /** `AES256`, `KMS` or `KMS_DSSE`. */
  encryption: z.string().nullable(),
});
export type Repository = z.infer<typeof Repository>;

/** Every declared repository, by name. */
export const repositories = defineCollector<Repository>({
  id: 'aws/ecr/repositories',
  title: 'ECR repositories',
  operations: [describeRepositories],
  item: Repository,
  keys: repositoryNames,
  collect: ({ spec, aws }) =>
    observeEach(repositoryNames(spec), async (name) =>
      observe(await aws.read(describeRepositories, {}), (answer) => {
        const found = answer.repositories?.find(({ repositoryName }) => repositoryName === name);
        return found?.repositoryArn === undefined ? null : toItem(found, found.repositoryArn);
      }),
    ),
});

export function repositoryNames(spec: Spec): readonly string[] {
  return Object.keys(spec.repositories ?? {});
}

function toItem(repository: AwsRepository, arn: string): Repository {
  return {
    arn,
    tagMutability: repository.imageTagMutability ?? null,
    exclusions: (repository.imageTagMutabilityExclusionFilters ?? []).flatMap(
      ({ filter }) => filter ?? [],
    ),
    encryption: repository.encryptionConfiguration?.encryptionType ?? null,
  };
}
