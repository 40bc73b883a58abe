import { UsageError } from '../runner/errors.ts';

/** The words without which nothing is accepted. */
export interface AcceptanceFlags {
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly approvedBy?: string;
}

export interface Acceptance {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly approvedBy?: string;
}

/** @throws {UsageError} that names what is missing: nothing is accepted without a reason, an owner and an end. */
export function acceptanceOf(
  command: string,
  { reason, owner, expires, approvedBy }: AcceptanceFlags,
): Acceptance {
  if (reason === undefined || owner === undefined || expires === undefined) {
    const missing = Object.entries({ reason, owner, expires })
      .filter(([, value]) => value === undefined)
      .map(([name]) => `--${name}`);
    throw new UsageError(
      `${command} needs ${missing.join(' and ')}: nothing is accepted without a reason, an owner and an end`,
    );
  }
  return { reason, owner, expires, ...(approvedBy === undefined ? {} : { approvedBy }) };
}
