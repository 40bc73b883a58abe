import { z } from 'zod';

/** A yes or no that was seen; null when the trial could not decide it. */
const Seen = z.boolean().nullable();

/** What becomes of something that belongs to a session. */
const SessionState = z.strictObject({
  /** The client still has it in its next transaction, also when that is on another server connection. */
  kept: Seen,
  /** Another client finds it on the server connection that it was made on. */
  leaked: Seen,
});
export type SessionState = z.infer<typeof SessionState>;

/** How a pooler answers a start-up parameter of a client. */
const StartUpParameter = z.enum(['applied', 'ignored', 'refused']).nullable();

/**
 * How a pooler behaves, seen by two clients of it: what is true of it whatever its settings say.
 * https://www.pgbouncer.org/features.html
 */
export const PoolerBehaviour = z.strictObject({
  /** How long a client keeps a server connection; null when it could not be told. */
  mode: z.enum(['session', 'transaction', 'statement']).nullable(),
  setting: SessionState,
  localSetting: SessionState,
  /** A time zone, which pgBouncer tracks for each client. */
  timeZone: SessionState,
  preparedByProtocol: SessionState,
  preparedBySql: SessionState,
  temporaryTable: SessionState,
  cursorWithHold: SessionState,
  /** A lock that one client holds keeps another out. */
  sessionLockExcludes: Seen,
  transactionLockExcludes: Seen,
  /** A client that listens is told what another notifies. */
  notificationArrives: Seen,
  /** A query with parameters and without a name works. */
  parametersWork: Seen,
  /** In session mode: the next client of a server connection finds it as new. */
  resetBetweenClients: Seen,
  startUp: z.strictObject({ searchPath: StartUpParameter, statementTimeout: StartUpParameter }),
  /** What the trial made and could not remove, as sentences. */
  left: z.array(z.string()).readonly(),
  /** Why something is null, as sentences. */
  undecided: z.array(z.string()).readonly(),
});
export type PoolerBehaviour = z.infer<typeof PoolerBehaviour>;
