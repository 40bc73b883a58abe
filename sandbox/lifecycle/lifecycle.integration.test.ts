import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientOptions } from '../testing/client-options.ts';
import { sandboxDown, sandboxStatus, sandboxUp } from './detached.ts';
import { startSandbox } from './sandbox.ts';
import { readState, replaceState, stateFile } from './state-file.ts';

async function accountAt(url: string): Promise<string | undefined> {
  const sts = new STSClient(clientOptions(url));
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  return Account;
}

async function assumedAccountAt(url: string, account: string): Promise<string | undefined> {
  const options = clientOptions(url);
  const { Credentials } = await new STSClient(options).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/x`, RoleSessionName: 'test' }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const sts = new STSClient({ ...options, credentials });
  return (await sts.send(new GetCallerIdentityCommand({}))).Account;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (exists(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('a sandbox of this process stands for the account that was asked for, and stops', async () => {
  const sandbox = await startSandbox({ accountId: '111122223333' });
  expect(await accountAt(sandbox.url)).toBe('111122223333');
  expect(await assumedAccountAt(sandbox.url, '444455556666')).toBe('444455556666');
  await sandbox.stop();
  await sandbox.stop();
  expect(exists(sandbox.emulator.pid)).toBe(false);
  await expect(accountAt(sandbox.url)).rejects.toMatchObject({
    message: expect.stringContaining('ECONNREFUSED'),
  });
}, 120_000);

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'no emulator is left behind when its process gets %s',
  async (signal) => {
    const program = join(import.meta.dirname, '..', 'testing', 'hold-sandbox', 'main.ts');
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString('utf8'));
    expect(exists(pid)).toBe(true);
    child.kill(signal);
    await once(child, 'exit');
    await untilGone(pid);
    expect(exists(pid)).toBe(false);
  },
  120_000,
);

describe('detached', () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'landfall-sandbox-'));
  });
  afterEach(async () => {
    await sandboxDown({ root });
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });

  test('it is started once, found again, and ended with all its processes', async () => {
    const [first, atOnce] = await Promise.all([sandboxUp({ root }), sandboxUp({ root })]);
    const again = await sandboxUp({ root });
    expect(again).toEqual({ state: first.state, reused: true });
    expect(atOnce.state).toEqual(first.state);
    expect(await accountAt(first.state.url)).toBe('123456789012');
    expect(await readState(stateFile(root))).toEqual(first.state);

    expect(await sandboxDown({ root })).toBe(true);
    await untilGone(first.state.pids.emulator);
    expect(exists(first.state.pids.supervisor)).toBe(false);
    await expect(access(stateFile(root))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await sandboxDown({ root })).toBe(false);
  }, 120_000);

  test('a state that nobody answers for, or somebody else, is stale', async () => {
    const { state } = await sandboxUp({ root });
    // The same address, but of a process that is not the supervisor: this test's own.
    const foreign = { ...state, pids: { ...state.pids, supervisor: process.pid } };
    await replaceState(stateFile(root), foreign);
    expect(await sandboxStatus({ root })).toBeNull();
    expect(await sandboxDown({ root })).toBe(false);

    await replaceState(stateFile(root), state);
    expect(await sandboxDown({ root })).toBe(true);
    await replaceState(stateFile(root), state);
    expect(await sandboxStatus({ root })).toBeNull();
    await writeFile(stateFile(root), '{"version":');
    expect(await sandboxStatus({ root })).toBeNull();
  }, 120_000);
});
