import type { MigrationSpec } from '../../../core/spec/sections/migration.ts';
import type { MovedDatabase } from '../subjects.ts';

/** The database `app` that moves to the cluster `main`, with what a test declares of it. */
export function database(declared: Partial<MigrationSpec> = {}): MovedDatabase {
  return {
    name: 'app',
    path: ['migration', 'database'],
    declared: {
      database: 'app',
      source: { engine: 'postgresql', version: '15' },
      target: 'main',
      ...declared,
    },
  };
}
