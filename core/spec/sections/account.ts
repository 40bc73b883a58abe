import { z } from 'zod';
import { AccountId, OrganizationId, Region } from '../values.ts';

/** Where the deployment stands. Nothing is judged until the caller is proved to be there. */
export const AccountSpec = z.strictObject({
  id: AccountId,
  region: Region,
  /** The AWS Organization that the account belongs to. A policy that lets in another one, or one that is not declared, is not closed. */
  organization: OrganizationId.optional(),
});
export type AccountSpec = z.infer<typeof AccountSpec>;

/** The step of the migration that this spec describes; some rules differ before and after the cutover. */
export const Phase = z.enum(['pre-cutover', 'canary', 'cutover', 'post-cutover']);
export type Phase = z.infer<typeof Phase>;
