import { z } from 'zod';
import type { SandboxState } from './state-file.ts';

const PING_TIMEOUT_MS = 2_000;

const pong = z.object({ overlay: z.literal(true), pid: z.int() });

/** Whether the sandbox of a state still runs: its overlay must answer, from the supervisor's own process. */
export async function isAlive(state: SandboxState): Promise<boolean> {
  try {
    const response = await fetch(`${state.url}/_overlay/ping`, {
      signal: AbortSignal.timeout(PING_TIMEOUT_MS),
    });
    return pong.parse(await response.json()).pid === state.pids.supervisor;
  } catch {
    // Nobody there, or somebody else on a port that was ours: either way it is not this sandbox.
    return false;
  }
}
