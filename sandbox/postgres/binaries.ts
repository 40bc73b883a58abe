import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresError } from './postgres-error.ts';

/** The majors that can be started: package.json has the release of each. */
export const MAJORS = [15, 18] as const;
export type Major = (typeof MAJORS)[number];

/** The programs of one release of PostgreSQL, as absolute paths. */
export interface Binaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that npm installed for this platform.
 * @throws {PostgresError} when there are none, or when they lack the links that their install script makes.
 */
export function locatePostgres(major: Major): Binaries {
  const name = `postgres-${major}-${process.platform}-${process.arch}`;
  const folder = folderOf(name);
  if (folder === null) {
    throw new PostgresError(
      `PostgreSQL ${major} for ${process.platform}-${process.arch} is not installed (looked for the package ${name}). Run "npm ci" without --omit=optional.`,
    );
  }
  const library = join(folder, 'lib', 'libicui18n.so.60');
  if (process.platform === 'linux' && !existsSync(library)) {
    throw new PostgresError(
      `${name} lacks the links to its libraries (${library}), which its install script makes. Run "npm rebuild".`,
    );
  }
  return binariesIn(folder);
}

export function binariesIn(folder: string): Binaries {
  const program = (name: string) => join(folder, 'bin', name);
  return { folder, initdb: program('initdb'), postgres: program('postgres') };
}

function folderOf(name: string): string | null {
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    return null;
  }
}

const require = createRequire(import.meta.url);
