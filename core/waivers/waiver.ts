import { z } from 'zod';
import { FactsSchema } from '../finding.ts';
import { Severity } from '../spec/sections/gates.ts';
import { AccountId, Name, Region } from '../spec/values.ts';

/** An id is printed, sorted and named on the command line. */
const WaiverId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'an id looks like W-2026-014');

const LEAST_REASON = 10;

/** Why a deviation is accepted, in words that still mean something to whoever reads it in three months. */
export const Reason = z
  .string()
  .refine(
    (text) => text.trim().length >= LEAST_REASON,
    `must say why, in ${LEAST_REASON} characters or more`,
  );

/** Who answers for it: `@dba`, `dba@example.org`. */
export const Owner = z
  .string()
  .refine((text) => text.trim() !== '', 'must name who answers for it');

/** The last day on which it holds, UTC. */
export const Expires = z.iso.date('must be a day such as 2026-12-31');

/** What a waiver reaches. Each is the whole name, and all of them must be the finding's. */
const Match = z.strictObject({
  /** As findings name it: an entry of the spec, or one object of an entry, such as `app_db › public.agents`. */
  subject: Name.optional(),
  /** The ARN. What AWS gave none has no such name. */
  resource: Name.optional(),
  account: AccountId.optional(),
  region: Region.optional(),
});

/** One deviation that somebody accepts until a day. */
export const DeclaredWaiver = z.strictObject({
  id: WaiverId,
  /** Of the check that fails. */
  check: Name,
  match: Match,
  reason: Reason,
  owner: Owner,
  expires: Expires,
  approvedBy: Name.optional(),
  /** What fails worse than this is not waived. */
  maxSeverity: Severity.optional(),
  /** The sentence with which it failed when it was accepted: what fails with another one is not waived. */
  message: Name.optional(),
  /** Facts that must be as they were accepted, by name, as the finding's actual facts have them. None: nothing was there. */
  actual: FactsSchema.optional(),
  /** The details that were accepted, word for word: a finding that has another one is not waived. None: it had none. */
  details: z.array(Name).optional(),
  /** With this, `*` in the check, the subject and the resource stands for any characters; without, for itself. */
  allowGlob: z.boolean().optional(),
});
export type DeclaredWaiver = z.infer<typeof DeclaredWaiver>;

/** The file of waivers. */
export const WaiversFile = z.strictObject({
  version: z.literal(1),
  waivers: z.array(DeclaredWaiver),
});
