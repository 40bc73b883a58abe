import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Every executable file of that name on a PATH, in its order, each once. */
export async function findOnPath(name: string, path: string | undefined): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, name);
    if (await isExecutable(file)) found.add(file);
  }
  return [...found];
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
