import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/emulator.ts';
import { type Overlay, startOverlay } from '../overlay/overlay.ts';

/** The account of the sandbox unless another is asked for: moto's own. */
export const SANDBOX_ACCOUNT_ID = '123456789012';

export interface SandboxOptions {
  /** The account that the sandbox stands in for; {@link SANDBOX_ACCOUNT_ID} when left out. */
  accountId?: string;
  /** Reads are answered from memory until something is written: for many runs over one deployment. */
  replay?: boolean;
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
  /** May be called more than once. */
  stop: () => Promise<void>;
}

/**
 * Starts emulator and overlay on free loopback ports.
 * @throws {EmulatorError} when the emulator cannot be found, installed or started.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const accountId = options.accountId ?? SANDBOX_ACCOUNT_ID;
  const emulatorOptions: EmulatorOptions = {
    accountId,
    ...(options.python !== undefined && { python: options.python }),
  };
  const emulator = await startEmulator(emulatorOptions);
  try {
    const replay = options.replay ?? false;
    const overlay = await startOverlay({ emulatorUrl: emulator.url, replay });
    const stop = async () => {
      await overlay.close();
      await emulator.stop();
    };
    return { url: overlay.url, accountId, emulator, overlay, stop };
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}
