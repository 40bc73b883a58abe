import type { Spec } from '../../core/spec/spec.ts';
import type { EcsSettings } from '../../load/engines/engine-settings.ts';
import { UsageError } from '../errors.ts';

const CLUSTER_ARN =
  /^arn:aws[a-z-]*:ecs:(?<region>[a-z0-9-]+):(?<account>\d{12}):cluster\/(?<name>.+)$/;

/**
 * Generators beside what they load take from what they measure, and are stopped or scaled with it. Of subnets the spec knows the names and
 * the settings the ids, so that they are not compared.
 * @param file of the settings
 * @throws {UsageError} when they are to run in a declared cluster.
 */
export function mustRunElsewhere(
  file: string,
  settings: Pick<EcsSettings, 'cluster' | 'region' | 'executionRole'>,
  { clusters = {}, account }: Pick<Spec, 'clusters' | 'account'>,
): void {
  const { name, ...place } = clusterOf(settings);
  const isDeclared = Object.hasOwn(clusters, name);
  if (!isDeclared || place.region !== account.region || place.account !== account.id) return;
  throw new UsageError(
    `${file}: the generators would run in the cluster ${name}, which the spec declares for what they load: they would take from what they measure. Name another cluster for them (cluster).`,
  );
}

/** A cluster by its name is one of the region and the account that the tasks are started in. */
function clusterOf({
  cluster,
  region,
  executionRole,
}: Pick<EcsSettings, 'cluster' | 'region' | 'executionRole'>): {
  readonly name: string;
  readonly region: string;
  readonly account: string;
} {
  const named = CLUSTER_ARN.exec(cluster)?.groups;
  return {
    name: named?.['name'] ?? cluster,
    region: named?.['region'] ?? region,
    account: named?.['account'] ?? /\d{12}/.exec(executionRole)?.[0] ?? '',
  };
}
