import type {
  PoolerBehaviour,
  SessionState,
} from '../../../collectors/postgres/pooling/behaviour.ts';
import type { PoolerPromise } from '../../../core/pooling.ts';

export type PoolMode = NonNullable<PoolerBehaviour['mode']>;

export interface DeclaredPooling {
  readonly poolMode: PoolMode;
  /** What the applications rely on, in the spec's words. */
  readonly uses: readonly string[];
}

const PREPARED = 'prepared-statements';

type OfSession =
  'setting' | 'preparedByProtocol' | 'preparedBySql' | 'temporaryTable' | 'cursorWithHold';

const NAMES: Readonly<Record<OfSession, string>> = {
  setting: 'A setting of a session',
  preparedByProtocol: 'A statement that a driver prepared',
  preparedBySql: 'A statement that SQL prepared',
  temporaryTable: 'A temporary table',
  cursorWithHold: 'A cursor WITH HOLD',
};
const OF_SESSION = Object.keys(NAMES) as readonly OfSession[];

/**
 * What the declared mode promises to clients, held against what two of them have seen; pure.
 * https://www.pgbouncer.org/features.html
 */
export function promisesOf(
  behaviour: PoolerBehaviour,
  { poolMode, uses }: DeclaredPooling,
): readonly PoolerPromise[] {
  const mode = promise(
    `Clients keep a server connection as in ${poolMode} mode.`,
    behaviour.mode === null ? null : behaviour.mode === poolMode,
  );
  switch (poolMode) {
    case 'statement':
      return [mode];
    case 'transaction':
      return [
        mode,
        ...ofTransactions(behaviour),
        ...(uses.includes(PREPARED)
          ? [
              promise(
                `${NAMES.preparedByProtocol} follows its client.`,
                behaviour.preparedByProtocol.kept,
              ),
            ]
          : []),
      ];
    case 'session':
      return [mode, ...ofTransactions(behaviour), ...ofSessions(behaviour)];
  }
}

/** What was seen of what the declared mode does not promise, as sentences; pure. */
export function notPromised(behaviour: PoolerBehaviour, poolMode: PoolMode): readonly string[] {
  if (poolMode !== 'transaction') return [];
  return OF_SESSION.flatMap((name) => {
    const { kept, leaked } = behaviour[name];
    return [
      ...(kept === false ? [`${NAMES[name]} is lost to its client.`] : []),
      ...(leaked === true ? [`${NAMES[name]} is found by the next client.`] : []),
    ];
  });
}

function ofTransactions(behaviour: PoolerBehaviour): readonly PoolerPromise[] {
  return [
    promise('Queries with parameters work.', behaviour.parametersWork),
    promise('Locks of a transaction keep others out.', behaviour.transactionLockExcludes),
    promise(
      'A setting of a transaction ends with it.',
      both(not(behaviour.localSetting.kept), not(behaviour.localSetting.leaked)),
    ),
    promise('A client has its own time zone.', own(behaviour.timeZone)),
  ];
}

function ofSessions(behaviour: PoolerBehaviour): readonly PoolerPromise[] {
  return [
    ...OF_SESSION.map((name) =>
      promise(`${NAMES[name]} stays, and its client alone has it.`, own(behaviour[name])),
    ),
    promise('Locks of a session keep others out.', behaviour.sessionLockExcludes),
    promise('Notifications arrive.', behaviour.notificationArrives),
    promise('The next client finds nothing of the last one.', behaviour.resetBetweenClients),
  ];
}

type Seen = boolean | null;

function promise(says: string, holds: Seen): PoolerPromise {
  return { says, status: holds === null ? 'unknown' : holds ? 'pass' : 'fail' };
}

function own({ kept, leaked }: SessionState): Seen {
  return both(kept, not(leaked));
}

function not(seen: Seen): Seen {
  return seen === null ? null : !seen;
}

/** A no that was seen decides, whatever the other is. */
function both(one: Seen, other: Seen): Seen {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}
