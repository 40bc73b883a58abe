import { z } from 'zod';
import { AccountId, Region } from '../values.ts';

/** Where the deployment stands. Nothing is judged until the caller is proved to be there. */
export const AccountSpec = z.strictObject({
  id: AccountId,
  region: Region,
});
export type AccountSpec = z.infer<typeof AccountSpec>;

/** The step of the migration that this spec describes; some rules differ before and after the cutover. */
export const Phase = z.enum(['pre-cutover', 'canary', 'cutover', 'post-cutover']);
export type Phase = z.infer<typeof Phase>;
