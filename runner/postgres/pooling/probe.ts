import type {
  PoolerBehaviour,
  SessionState,
} from '../../../collectors/postgres/pooling/behaviour.ts';
import { messageOf } from '../../message-of.ts';
import { sessionLockOfSession, sessionLockOfTransactions, transactionLock } from './locks.ts';
import { tellMode } from './mode.ts';
import { notification } from './notification.ts';
import { resetBetweenClients, startUpParameter } from './one-client.ts';
import { stateOfSession, stateOfTransactions } from './session-state.ts';
import { timeZone } from './time-zone.ts';
import * as trials from './trials.ts';
import { LeftBehind, type Open, PROBE_PREFIX, type TwoClients } from './two-clients.ts';

const UNSEEN: SessionState = { kept: null, leaked: null };

/**
 * Tries what two clients of a pooler may rely on. It writes nothing into the database, but it makes things of a session on
 * server connections that other clients use next, and removes each at once by its own name: run it where the spec allows it.
 * @throws what connecting throws; a trial that fails is a null in the result, with its reason.
 */
export async function probePooler(open: Open): Promise<PoolerBehaviour> {
  const seen: Unseen = { left: [], undecided: [] };
  const shared = await withTwo(open, (clients) => sharedTrials(clients, seen));
  const attempt = attempting(seen);
  // Clients of session mode hold their server connections: these trials come after them.
  return {
    ...shared,
    resetBetweenClients:
      shared.mode === 'session'
        ? await attempt('the reset between clients', null, () => resetBetweenClients(open))
        : null,
    startUp: {
      searchPath: await attempt('search_path as a start-up parameter', null, () =>
        startUpParameter(open, 'search_path', PROBE_PREFIX),
      ),
      statementTimeout: await attempt('statement_timeout as a start-up parameter', null, () =>
        startUpParameter(open, 'statement_timeout', '54321ms'),
      ),
    },
    ...seen,
  };
}

async function withTwo<Value>(
  open: Open,
  work: (clients: TwoClients) => Promise<Value>,
): Promise<Value> {
  const one = await open();
  try {
    const other = await open();
    try {
      return await work({ one, other });
    } finally {
      await other.end().catch(() => undefined);
    }
  } finally {
    await one.end().catch(() => undefined);
  }
}

type Shared = Omit<PoolerBehaviour, 'resetBetweenClients' | 'startUp' | keyof Unseen>;

interface Unseen {
  readonly left: string[];
  readonly undecided: string[];
}

async function sharedTrials(clients: TwoClients, seen: Unseen): Promise<Shared> {
  const attempt = attempting(seen);
  const mode = await attempt('the pool mode', null, () => tellMode(clients));
  // A statement is all that statement mode has, and without the mode nobody knows what a trial would show.
  const isSession = mode === 'session';
  const isTried = isSession || mode === 'transaction';
  const tried = <Value>(what: string, otherwise: Value, run: () => Promise<Value>) =>
    isTried ? attempt(what, otherwise, run) : Promise.resolve(otherwise);

  const stateOf = (trial: trials.Trial) =>
    tried(trial.name, UNSEEN, () =>
      isSession ? stateOfSession(trial, clients) : stateOfTransactions(trial, clients),
    );

  return {
    mode,
    setting: await stateOf(trials.setting),
    localSetting: await stateOf(trials.localSetting),
    timeZone: await tried(
      'the time zone of a client',
      UNSEEN,
      async () => (await timeZone(clients, isSession)) ?? UNSEEN,
    ),
    preparedByProtocol: await stateOf(trials.preparedByProtocol),
    preparedBySql: await stateOf(trials.preparedBySql),
    temporaryTable: await stateOf(trials.temporaryTable),
    cursorWithHold: await stateOf(trials.cursorWithHold),
    sessionLockExcludes: await tried('locks of a session', null, () =>
      isSession ? sessionLockOfSession(clients) : sessionLockOfTransactions(clients),
    ),
    transactionLockExcludes: await tried('locks of a transaction', null, () =>
      transactionLock(clients),
    ),
    notificationArrives: await tried('notifications', null, () => notification(clients, isSession)),
    parametersWork: await tried('queries with parameters', null, async () => {
      const { rows } = await clients.one.query<{ sum: number }>('SELECT $1::int + 1 AS sum', [41]);
      return rows[0]?.sum === 42;
    }),
  };
}

/** Runs a trial; one that throws is undecided, and says why. */
function attempting({ left, undecided }: Unseen) {
  return async <Value>(what: string, otherwise: Value, run: () => Promise<Value>) => {
    try {
      return await run();
    } catch (error) {
      const sentence = `Nothing is known of ${what}: ${messageOf(error).replace(/\.$/, '')}.`;
      undecided.push(sentence);
      if (error instanceof LeftBehind) left.push(sentence);
      return otherwise;
    }
  };
}
