import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import type { Server } from '../../collectors/postgres/catalog/server.ts';
import type { Artifact } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';

export const SAYS_NOTHING = unknown('A side did not say what it is.');

export interface Servers {
  readonly source: Server;
  readonly target: Server;
}

/** What both sides say of themselves; null when one said nothing, which decides nothing. */
export function serversOf(server: Artifact<readonly Fact<Server>[]>): Servers | null {
  const source = server.get('source')?.[0]?.def;
  const target = server.get('target')?.[0]?.def;
  return source === undefined || target === undefined ? null : { source, target };
}

/** The major version: 15 of 150018. */
export function majorOf({ versionNumber }: Server): number {
  return Math.floor(versionNumber / 10_000);
}

/** As people write it: `15.18`. */
export function versionOf(server: Server): string {
  return `${majorOf(server)}.${server.versionNumber % 10_000}`;
}
