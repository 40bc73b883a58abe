import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, describeClusters } from './clusters.ts';
import { describeDBClusters, describeDBEngineVersions } from './operations.ts';

/** What AWS says of an engine's version. */
export const EngineVersion = z.strictObject({
  version: z.string(),
  /** `available` or `deprecated`; null when AWS left it out. */
  status: z.string().nullable(),
});
export type EngineVersion = z.infer<typeof EngineVersion>;

/** The version that each declared cluster runs, by the cluster's identifier; absent when AWS lists it no longer. */
export const auroraEngineVersions = defineCollector<EngineVersion>({
  id: 'aws/rds/engine-versions',
  title: 'What AWS says of the engine version of each Aurora cluster',
  operations: [describeDBClusters, describeDBEngineVersions],
  item: EngineVersion,
  keys: clusterKeys,
  collect: async (context) => {
    const clusters = await describeClusters(context);
    const entries = await Promise.all(
      [...clusters].map(async ([name, cluster]) => {
        if (cluster.state !== 'present') return [name, cluster] as const;
        const { calls, value } = cluster;
        const { Engine, EngineVersion: version } = value;
        if (Engine === undefined || version === undefined) {
          const what = 'It does not say which version the cluster runs.';
          return [name, malformed(describeDBClusters, calls, what)] as const;
        }
        return [name, await readVersion(context, Engine, version)] as const;
      }),
    );
    return Object.fromEntries<Observation<EngineVersion>>(entries);
  },
});

async function readVersion(
  { aws }: CollectContext,
  Engine: string,
  EngineVersion: string,
): Promise<Observation<EngineVersion>> {
  // Without `IncludeAll` a deprecated version is left out, and could not be told from one that never was.
  const answer = await aws.read(describeDBEngineVersions, {
    Engine,
    EngineVersion,
    IncludeAll: true,
  });
  return observe(answer, ({ DBEngineVersions }) => {
    const found = DBEngineVersions?.find((one) => one.EngineVersion === EngineVersion);
    return found === undefined ? null : { version: EngineVersion, status: found.Status ?? null };
  });
}
