import { z } from 'zod';
import { Name } from '../values.ts';

/**
 * What of the account belongs to the deployment: every resource whose name begins with one of the prefixes, and every
 * one that carries all of the tags. What is in it and not declared is a finding. A declared resource may stand outside.
 */
export const ScopeSpec = z.strictObject({
  /**
   * Of names as AWS lists them, a log group's with its path and a key's with `alias/`; letters of any case, since RDS
   * keeps identifiers in small ones.
   */
  namePrefixes: z.array(Name).optional(),
  /** Key to value; a resource is in the scope only with all of them. */
  tags: z.record(Name, Name).optional(),
});
export type ScopeSpec = z.infer<typeof ScopeSpec>;
