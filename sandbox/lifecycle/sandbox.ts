import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/emulator.ts';
import { keepPorts } from '../deploy/databases.ts';
import { keepConsole } from '../deploy/pooler.ts';
import { overlayControl } from '../deploy/overlay-control.ts';
import { type Overlay, startOverlay } from '../overlay/overlay.ts';
import { type Databases, startDatabases } from '../postgres/databases.ts';

/** The account of the sandbox unless another is asked for: moto's own. */
export const SANDBOX_ACCOUNT_ID = '123456789012';

export interface SandboxOptions {
  /** The account that the sandbox stands in for; {@link SANDBOX_ACCOUNT_ID} when left out. */
  accountId?: string;
  /** Reads are answered from memory until something is written: for many runs over one deployment. */
  replay?: boolean;
  /** Also starts a source and a target PostgreSQL, and a pgBouncer in front of the target. */
  databases?: boolean;
  /** An interpreter with moto's server; found, or installed into the tool cache, when left out. */
  python?: string;
}

/** A sandbox that lives in this process and ends with it, however it ends. */
export interface Sandbox {
  /** Endpoint for AWS clients, any credentials. */
  url: string;
  accountId: string;
  emulator: Emulator;
  overlay: Overlay;
  /** Null without databases. */
  databases: Databases | null;
  /** May be called more than once. */
  stop: () => Promise<void>;
}

/**
 * Starts emulator and overlay on free loopback ports.
 * @throws {EmulatorError} when the emulator cannot be found, installed or started.
 * @throws {PostgresError} when the databases cannot.
 * @throws {PgbouncerError} when the pooler cannot.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const accountId = options.accountId ?? SANDBOX_ACCOUNT_ID;
  const emulatorOptions: EmulatorOptions = {
    accountId,
    ...(options.python !== undefined && { python: options.python }),
  };
  const [emulator, databases] = await bothOrNone(
    startEmulator(emulatorOptions),
    options.databases === true ? startDatabases() : Promise.resolve(null),
  );
  try {
    const replay = options.replay ?? false;
    const overlay = await startOverlay({ emulatorUrl: emulator.url, replay });
    const stop = async () => {
      await overlay.close();
      await emulator.stop();
      await databases?.stop();
    };
    const control = overlayControl(overlay.url);
    if (databases !== null) await keepPorts(control, databases.ports);
    const pooler = databases?.pooler ?? null;
    if (pooler !== null) await keepConsole(control, pooler.console);
    return { url: overlay.url, accountId, emulator, overlay, databases, stop };
  } catch (error) {
    await emulator.stop();
    await databases?.stop();
    throw error;
  }
}

interface Stoppable {
  stop(): Promise<void>;
}

/** Both at once; when one does not start, the other is stopped. */
async function bothOrNone<One extends Stoppable, Other extends Stoppable | null>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') {
    return [first.value, second.value];
  }
  if (first.status === 'fulfilled') await first.value.stop();
  if (second.status === 'fulfilled') await second.value?.stop();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}
