import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { memoryOf } from '../history/open-store.ts';
import { writeWhole } from '../write-whole.ts';

const Told = z.strictObject({ formatVersion: z.literal(1), targets: z.array(z.string()) });

/** Where a store keeps whom it has told of a run: a second call tells nobody twice. */
function toldFile(store: string, about: string): string {
  return join(memoryOf(store), '.notified', `${about.replace(/[^\w-]/g, '_')}.json`);
}

/** The targets that were told already. What cannot be read was not told: better twice than never. */
export async function toldTargets(store: string, about: string): Promise<readonly string[]> {
  try {
    return Told.parse(JSON.parse(await readFile(toldFile(store, about), 'utf8'))).targets;
  } catch {
    return [];
  }
}

export async function rememberTold(
  store: string,
  about: string,
  targets: readonly string[],
): Promise<void> {
  const all = [...new Set([...(await toldTargets(store, about)), ...targets])];
  const text = JSON.stringify({ formatVersion: 1, targets: all }, null, 1);
  await writeWhole(toldFile(store, about), `${text}\n`);
}
