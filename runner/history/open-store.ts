import type { RunStore } from './run-store.ts';
import { RUNS } from '../run-folder.ts';
import { folderStore } from './folder-store.ts';

/** The store that `--store` names: a folder, or `s3://bucket/prefix`. */
export async function openStore(name: string, endpoint: string | null): Promise<RunStore> {
  if (!isInBucket(name)) return folderStore(name);
  // It loads the SDK's client, for half a second, which only those wait for who keep runs there.
  const { bucketStore } = await import('./bucket-store.ts');
  return bucketStore(name, endpoint);
}

/** The folder in which what was told of the runs of a store is remembered: the store itself, unless it is a bucket. */
export function memoryOf(name: string): string {
  return isInBucket(name) ? RUNS : name;
}

function isInBucket(name: string): boolean {
  return name.startsWith('s3://');
}
