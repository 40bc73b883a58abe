import type { CauseKind } from '../../core/aws.ts';
import { UsageError } from '../errors.ts';
import { isError, messageOf } from '../message-of.ts';

/** What an error of the driver or the server means. */
export interface PostgresFailure {
  readonly kind: CauseKind;
  /** The SQLSTATE or the system's code. */
  readonly code: string | null;
  readonly message: string;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const KINDS: readonly (readonly [RegExp, CauseKind])[] = [
  [/^42501$/, 'denied'],
  [/^28/, 'credentials'],
  // Cancelled, by its timeout or by somebody, or kept waiting by a lock.
  [/^(57014|55P03)$/, 'timeout'],
  [/^(08|57P)/, 'network'],
  [/^(E[A-Z_]+|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/, 'network'],
  [/^(53|58|XX)/, 'server-error'],
];

export function classifyPostgres(error: unknown): PostgresFailure {
  const message = messageOf(error);
  const code = codeOf(error);
  const failure = (kind: CauseKind) => ({ kind, code, message });
  if (error instanceof UsageError) return failure('credentials');
  if (code !== null) {
    const known = KINDS.find(([pattern]) => pattern.test(code));
    return failure(known?.[1] ?? 'rejected');
  }
  if (/timeout/i.test(message)) return failure('timeout');
  return failure(/terminated|not queryable|closed|SSL/i.test(message) ? 'network' : 'bug');
}

function codeOf(error: unknown): string | null {
  if (!isError(error)) return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code !== '' ? code : null;
}
