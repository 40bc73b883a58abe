import type { RunStore } from './run-store.ts';
import { folderStore } from './folder-store.ts';

/** The store that `--store` names: a folder, or `s3://bucket/prefix`. */
export async function openStore(name: string, endpoint: string | null): Promise<RunStore> {
  if (!name.startsWith('s3://')) return folderStore(name);
  // It loads the SDK's client, for half a second, which only those wait for who keep runs there.
  const { bucketStore } = await import('./bucket-store.ts');
  return bucketStore(name, endpoint);
}
