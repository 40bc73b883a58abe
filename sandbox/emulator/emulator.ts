import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { EmulatorError } from './emulator-error.ts';
import { locateEmulator } from './locate.ts';

/** A running emulator that belongs to this process. */
export interface Emulator {
  /** Base URL on loopback, without a trailing slash. */
  url: string;
  port: number;
  pid: number;
  /** Ends it and waits until it has gone. May be called more than once. */
  stop: () => Promise<void>;
}

export interface EmulatorOptions {
  /** An interpreter with moto's server; found by {@link locateEmulator} when left out. */
  python?: string;
  /** The account that all credentials belong to until they assume a role; moto's own when left out. */
  accountId?: string;
  startTimeoutMs?: number;
}

const READY = 'LANDFALL_EMULATOR_PORT';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const MAX_STDERR_CHARACTERS = 32_768;

/**
 * The server listens on a port of the kernel's choice and tells it to its parent alone, so the port is free and the
 * server is ours. It ends when its standard input does: however the parent dies, no server is left behind.
 * The account is set as moto's default, not by MOTO_ACCOUNT_ID, which would also override assumed roles.
 */
const SERVER = `
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
if len(sys.argv) > 1:
    import moto.core
    moto.core.DEFAULT_ACCOUNT_ID = sys.argv[1]
from moto.server import ThreadedMotoServer
import logging
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
port = server.get_host_and_port()[1]
os.environ["MOTO_PORT"] = str(port)
print("${READY}", port, flush=True)
sys.stdin.buffer.read()
os._exit(0)
`;

/**
 * Starts moto's server on a free loopback port and waits until it answers.
 * @throws {EmulatorError} when it cannot be found, installed or started.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const python = options.python ?? (await locateEmulator()).python;
  const child = spawn(
    python,
    ['-c', SERVER, ...(options.accountId === undefined ? [] : [options.accountId])],
    {
      env: serverEnvironment(),
      stdio: 'pipe',
    },
  );
  const stderr = tailOf(child);
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);

  const stop = async () => {
    process.off('exit', killNow);
    const neverRan = child.pid === undefined;
    if (neverRan || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(killNow, STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  };

  try {
    const port = await readPort(child, options.startTimeoutMs ?? START_TIMEOUT_MS, stderr);
    const url = `http://127.0.0.1:${port}`;
    await mustAnswer(url);
    // A process that has an emulator may still end: only what the user awaits keeps it alive.
    child.unref();
    for (const stream of child.stdio) (stream as { unref?: () => void } | null)?.unref?.();
    return { url, port, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverEnvironment(): NodeJS.ProcessEnv {
  // The user's AWS and moto settings (an endpoint, a region, an initial authentication count) must not change the emulator.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|MOTO)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
    PYTHONUNBUFFERED: '1',
  };
}

function tailOf(child: ChildProcessWithoutNullStreams): () => string {
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-MAX_STDERR_CHARACTERS);
  });
  return () => tail;
}

function readPort(
  child: ChildProcessWithoutNullStreams,
  timeoutMs: number,
  stderr: () => string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('error', failed);
      child.off('exit', ended);
      act();
    };
    const fail = (what: string, cause?: Error) => {
      settle(() => {
        const lastLines = stderr().trim().split('\n').slice(-8).join('\n');
        reject(new EmulatorError(`${what}\n${lastLines}`.trim(), { cause }));
      });
    };
    const failed = (error: Error) => {
      fail('The AWS emulator cannot be started.', error);
    };
    const ended = () => {
      fail('The AWS emulator ended before it was ready.');
    };
    const timer = setTimeout(() => {
      fail('The AWS emulator did not get ready in time.');
    }, timeoutMs);

    child.on('error', failed).on('exit', ended);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const port = new RegExp(`^${READY} (\\d+)$`, 'm').exec(stdout)?.[1];
      if (port !== undefined) {
        settle(() => {
          resolve(Number(port));
        });
      }
    });
  });
}

async function mustAnswer(url: string): Promise<void> {
  const response = await fetch(`${url}/moto-api/`);
  await response.arrayBuffer();
  if (!response.ok) {
    throw new EmulatorError('The AWS emulator answers, and not as moto does.');
  }
}
