import type { Side } from '../../core/postgres.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { UsageError } from '../errors.ts';
import { connect } from '../postgres/connect.ts';
import {
  connectionSettings,
  serverOf,
  urlVariable,
  type ConnectionSettings,
} from '../postgres/settings.ts';
import type { ParityOptions } from './options.ts';

/**
 * The connections of both sides that the environment or the spec names.
 * @throws {UsageError} when one side has none, or one that is described wrongly.
 */
export function declaredConnections(
  { migration, account }: Spec,
  environment: NodeJS.ProcessEnv,
): Pick<ParityOptions, 'connect' | 'servers'> {
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? account.region;
  const sides: Readonly<Record<Side, ConnectionSettings>> = {
    source: settingsOf('source', migration, environment),
    target: settingsOf('target', migration, environment),
  };
  return {
    connect: (side) => connect(sides[side], { region, endpoint: null }, environment),
    servers: { source: serverOf(sides.source), target: serverOf(sides.target) },
  };
}

function settingsOf(
  side: Side,
  migration: Spec['migration'],
  environment: NodeJS.ProcessEnv,
): ConnectionSettings {
  const settings = connectionSettings(side, migration, environment);
  if (settings !== null) return settings;
  throw new UsageError(
    `Nothing says how to connect to the ${side}: declare migration.connections.${side} in the spec, or set ${urlVariable(side)}.`,
  );
}
