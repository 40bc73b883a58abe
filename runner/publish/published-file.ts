import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../core/report.ts';
import { UsageError } from '../errors.ts';
import { memoryOf } from '../history/open-store.ts';
import { messageOf } from '../message-of.ts';
import { withLock } from '../with-lock.ts';
import { writeWhole } from '../write-whole.ts';
import { NOTHING_PUBLISHED, Published, type Entry, type Item } from './publication.ts';

/**
 * Where a store keeps what its runs have published. Each account and region has a file of its own, and so has each stand-in
 * for AWS: what a sandbox was told says nothing of Security Hub.
 * @throws {UsageError} when the run is of no account or region.
 */
export function publishedFile(
  store: string,
  { account, region }: Pick<Report, 'account' | 'region'>,
  endpoint: string | null,
): string {
  if (!/^\d{12}$/.test(account) || !/^[a-z0-9-]{1,32}$/.test(region)) {
    throw new UsageError(
      'the run is of no account and region that Security Hub could have; publish another with --run.',
    );
  }
  const stand = endpoint === null ? '' : `-at-${endpoint.replace(/[^\w.]+/g, '-')}`;
  return join(memoryOf(store), '.securityhub', `${account}-${region}${stand}.json`);
}

/** @throws {UsageError} when there is a file that is none of ours. */
export async function readPublished(file: string): Promise<Published> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING_PUBLISHED;
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}.`);
  }
  try {
    return Published.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${file} is not what landfall publish wrote. Move it away: what was published before is then no longer archived when it passes.`,
    );
  }
}

/**
 * Adds what was imported to what is there by now: another publication may have ended meanwhile, of a later look even.
 * @throws {UsageError} when it cannot be written, or another process changes it all the time.
 */
export async function rememberPublished(file: string, imported: readonly Item[]): Promise<void> {
  if (imported.length === 0) return;
  await withLock(file, () => addPublished(file, imported));
}

async function addPublished(file: string, imported: readonly Item[]): Promise<void> {
  const { findings } = await readPublished(file);
  const added = imported.flatMap(({ finding: { Id }, entry }) =>
    Id === undefined || isLater(findings[Id], entry) ? [] : [[Id, entry] as const],
  );
  const all: Published = {
    formatVersion: 1,
    findings: { ...findings, ...Object.fromEntries(added) },
  };
  await writeWhole(file, `${JSON.stringify(all, null, 1)}\n`);
}

function isLater(known: Entry | undefined, entry: Entry): boolean {
  return known !== undefined && Date.parse(known.observedAt) > Date.parse(entry.observedAt);
}
