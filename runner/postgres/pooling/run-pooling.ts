import type { PoolingResult } from '../../../core/pooling.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { UsageError } from '../../errors.ts';
import { connect } from '../connect.ts';
import { connectionSettings, serverOf, urlVariable } from '../settings.ts';
import { probePooler } from './probe.ts';
import { notPromised, promisesOf } from './promises.ts';

/** Long enough for a busy pool, and no query of the probe takes long by itself. */
const QUERY_TIMEOUT_MS = 10_000;

/**
 * Tries the pooler of the database that moves, as two of its clients.
 * @throws {UsageError} when no pool mode is declared, or nothing says how to connect through the pooler; what connecting throws.
 */
export async function runPooling(
  { account, aurora, migration }: Spec,
  environment: NodeJS.ProcessEnv,
): Promise<PoolingResult> {
  const poolMode = aurora?.[migration?.target ?? '']?.poolMode;
  if (poolMode === undefined) {
    throw new UsageError(
      'The spec declares no pool mode of the database that moves (poolMode of the cluster), so a pooler promises nothing.',
    );
  }
  const settings = connectionSettings('pooled', migration, environment);
  if (settings === null) {
    throw new UsageError(
      `Nothing says how applications reach the pooler: declare migration.connections.pooled in the spec, or set ${urlVariable('pooled')}.`,
    );
  }
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? account.region;
  const place = { region, endpoint: null };
  const behaviour = await probePooler((startUp) =>
    connect(settings, place, environment, QUERY_TIMEOUT_MS, startUp ?? null),
  );
  return {
    server: serverOf(settings),
    declaredMode: poolMode,
    promises: promisesOf(behaviour, { poolMode, uses: migration?.source.uses ?? [] }),
    notPromised: notPromised(behaviour, poolMode),
    notes: behaviour.undecided,
    left: behaviour.left.length > 0,
  };
}
