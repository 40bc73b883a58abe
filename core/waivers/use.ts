import { z } from 'zod';

/**
 * What became of a waiver in a run: `applied` to findings that fail; `unused` when nothing that fails is what it names;
 * `expired`; `void` when all that it names fails worse than it allows, or otherwise than was accepted.
 */
export const WaiverState = z.enum(['applied', 'unused', 'expired', 'void']);
export type WaiverState = z.infer<typeof WaiverState>;

/** A waiver of the waivers' file, and what became of it in a run. */
export const WaiverUse = z.strictObject({
  id: z.string(),
  check: z.string(),
  /** The subject that it names, as findings have it; null when it names resources by ARN. */
  subject: z.string().nullable(),
  resource: z.string().nullable(),
  /** Null when it holds in every account, or region, that the spec is deployed to. */
  account: z.string().nullable(),
  region: z.string().nullable(),
  reason: z.string(),
  owner: z.string(),
  approvedBy: z.string().nullable(),
  /** The last day on which it holds, UTC. */
  expires: z.iso.date(),
  state: WaiverState,
  /** Whole days after today on which it still holds; 0 on its last day, negative afterwards. */
  daysLeft: z.int(),
  /** How many findings it waives. */
  findings: z.int(),
  /**
   * Why it is void, or does not reach all that it names; what fails again since it expired; that it is unused in a run
   * that could not decide what it names. Null otherwise.
   */
  note: z.string().nullable(),
});
export type WaiverUse = z.infer<typeof WaiverUse>;

/** A waiver that ends so soon is warned of, in days. */
export const NEAR_EXPIRY_DAYS = 14;

/** Nobody needs it as it is: it has expired, or what it names was decided and does not fail. */
export function isStale({ state, note }: Pick<WaiverUse, 'state' | 'note'>): boolean {
  switch (state) {
    case 'expired':
      return true;
    case 'unused':
      return note === null;
    case 'applied':
    case 'void':
      return false;
  }
}

/** It holds, and ends soon. */
export function isNearExpiry({ state, daysLeft }: Pick<WaiverUse, 'state' | 'daysLeft'>): boolean {
  return state === 'applied' && daysLeft <= NEAR_EXPIRY_DAYS;
}
