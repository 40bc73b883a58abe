import { isAlive } from '../lifecycle/ping.ts';
import { SANDBOX_ACCOUNT_ID, startSandbox } from '../lifecycle/sandbox.ts';
import { claimState, readState, removeState, replaceState } from '../lifecycle/state-file.ts';

/** Owns a detached sandbox: starts it, writes its state, and ends it when it is told to. */
const [, , file, accountId = SANDBOX_ACCOUNT_ID] = process.argv;
if (file === undefined) throw new TypeError('The supervisor needs the path of the state file.');

const sandbox = await startSandbox({ accountId, databases: true });

const stop = async () => {
  await removeState(file, process.pid);
  await sandbox.stop();
};

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void stop();
  });
}

const state = {
  version: 1,
  url: sandbox.url,
  accountId,
  pids: { supervisor: process.pid, emulator: sandbox.emulator.pid },
  ports: { overlay: sandbox.overlay.port, emulator: sandbox.emulator.port },
  environment: { ...sandbox.databases?.environment },
  startedAt: new Date().toISOString(),
} as const;

if (!(await claimState(file, state))) {
  const other = await readState(file);
  // Two were started at once: the first one serves both.
  if (other !== null && (await isAlive(other))) await stop();
  else await replaceState(file, state);
}
