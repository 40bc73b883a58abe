import { z } from 'zod';
import { didYouMean } from '../../core/spec/similar.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { UsageError } from '../../runner/errors.ts';
import { openSandbox, type SandboxContext } from '../deploy/context.ts';
import type { Fault, Undo } from './fault.ts';
import { FAULTS } from './registry.ts';

/** What the user is told of a fault. */
export interface FaultSummary {
  readonly id: string;
  readonly describes: string;
  /** The checks that find it. */
  readonly breaks: readonly string[];
}

/** Every fault, in the order of the table. */
export function faultList(): readonly FaultSummary[] {
  return FAULTS.map(summary);
}

export function faultIds(): readonly string[] {
  return FAULTS.map(({ id }) => id);
}

/** @throws {UsageError} with the name that was probably meant, when there is no such fault. */
export function faultById(id: string): Fault {
  const fault = FAULTS.find((candidate) => candidate.id === id);
  if (fault !== undefined) return fault;
  throw new UsageError(
    `there is no fault "${id}"${didYouMean(id, faultIds())}; see landfall sandbox faults`,
  );
}

/** Which faults are in place, and what healing each needs: in the overlay's state, for whichever process heals. */
const STATE_KEY = 'sandbox/faults';
const Applied = z.record(z.string(), z.string().nullable());

/**
 * Makes one deviation on a deployed sandbox.
 * @throws {UsageError} when there is no such fault, it is in place already, or the spec has nothing that it could break.
 */
export async function applyFault(id: string, endpoint: string, spec: Spec): Promise<FaultSummary> {
  const fault = faultById(id);
  await within(spec, endpoint, async (context) => {
    const applied = await readApplied(context);
    if (id in applied) {
      throw new UsageError(
        `the fault ${id} is in place already; landfall sandbox heal takes it back`,
      );
    }
    const undo = await fault.apply(context);
    await context.overlay.writeState(STATE_KEY, { ...applied, [id]: undo });
  });
  return summary(fault);
}

/** Takes back every deviation that is in place, the newest first, and says which there were. */
export async function healFaults(endpoint: string, spec: Spec): Promise<readonly string[]> {
  return within(spec, endpoint, async (context) => {
    const applied = await readApplied(context);
    const newestFirst = Object.entries(applied).reverse();
    for (const [index, [id, undo]] of newestFirst.entries()) {
      await faultById(id).heal(context, undo);
      const left = Object.fromEntries(newestFirst.slice(index + 1).reverse());
      await context.overlay.writeState(STATE_KEY, left);
    }
    return newestFirst.map(([id]) => id);
  });
}

async function readApplied({ overlay }: SandboxContext): Promise<Record<string, Undo>> {
  return Applied.parse((await overlay.readState(STATE_KEY)) ?? {});
}

async function within<Result>(
  spec: Spec,
  endpoint: string,
  act: (context: SandboxContext) => Promise<Result>,
): Promise<Result> {
  const context = await openSandbox(spec, endpoint);
  try {
    return await act(context);
  } finally {
    context.aws.close();
  }
}

function summary({ id, describes, breaks }: Fault): FaultSummary {
  return { id, describes, breaks: [...new Set(breaks.map(({ check }) => check))] };
}
