import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TwoServers } from './two-servers.ts';

const ROOT = join(__dirname, '..', '..', '..');

/** A command that was started as a user does, and what it comes to. */
export interface StartedCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

/** Starts a command of Landfall on two servers in a folder, on a screen of 80 columns. */
export function startCommand(
  command: 'parity' | 'query-parity',
  { servers: { source, target } }: TwoServers,
  folder: string,
  words: readonly string[],
): StartedCommand {
  const url = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`;
  const urls = { LANDFALL_SOURCE_URL: url(source.port), LANDFALL_TARGET_URL: url(target.port) };
  const spec = join(ROOT, 'specs', 'mistersmith.yaml');
  const child = spawn(
    process.execPath,
    [
      ...[join(ROOT, 'cli', 'landfall.mjs'), command],
      ...['--spec', spec, '--env', 'production', ...words],
    ],
    {
      cwd: folder,
      env: { ...process.env, ...urls, NO_COLOR: '1', COLUMNS: '80' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  return { child, ended };
}
