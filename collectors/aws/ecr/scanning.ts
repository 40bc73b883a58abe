import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { batchGetRepositoryScanningConfiguration, MAX_NAMES_PER_CALL } from './operations.ts';
import { repositoryNames } from './repositories.ts';

/** When images of a repository are scanned. Null is what AWS left out. */
export const Scanning = z.strictObject({
  /** `SCAN_ON_PUSH`, `CONTINUOUS_SCAN` or `MANUAL`, after the rules of the registry. */
  frequency: z.string().nullable(),
  onPush: z.boolean().nullable(),
});
export type Scanning = z.infer<typeof Scanning>;

/** Every declared repository, by name. */
export const repositoryScanning = defineCollector<Scanning>({
  id: 'aws/ecr/scanning',
  title: 'When images of ECR repositories are scanned',
  operations: [batchGetRepositoryScanningConfiguration],
  item: Scanning,
  keys: repositoryNames,
  collect: async ({ spec, aws }) => {
    const found = await Promise.all(
      batchesOf(repositoryNames(spec), MAX_NAMES_PER_CALL).map(async (names) => {
        const answer = await aws.read(batchGetRepositoryScanningConfiguration, {
          repositoryNames: [...names],
        });
        return names.map((name): [string, Observation<Scanning>] => {
          if (answer.state === 'failed') return [name, unseen(answer.cause)];
          if (answer.state === 'absent') return [name, absent(answer.calls)];
          const { scanningConfigurations = [], failures = [] } = answer.value;
          const one = scanningConfigurations.find(({ repositoryName }) => repositoryName === name);
          if (one !== undefined) {
            const { scanFrequency: frequency = null, scanOnPush: onPush = null } = one;
            return [name, present({ frequency, onPush }, answer.calls)];
          }
          const failure = failures.find(({ repositoryName }) => repositoryName === name);
          return failure?.failureCode === 'REPOSITORY_NOT_FOUND'
            ? [name, absent(answer.calls)]
            : [
                name,
                malformed(
                  batchGetRepositoryScanningConfiguration,
                  answer.calls,
                  'It neither has the repository nor says why.',
                ),
              ];
        });
      }),
    );
    return Object.fromEntries(found.flat());
  },
});
