import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { OperatingUser } from './operating-user.ts';

const run = promisify(execFile);

/** Copies a file or folder as the user's own, who can then also remove it. */
export async function copyFor(
  { uid, gid }: OperatingUser,
  source: string,
  target: string,
): Promise<void> {
  await cp(source, target, { recursive: true, verbatimSymlinks: true });
  await run('chown', ['-R', '-h', `${uid}:${gid}`, target]);
}
