import { expect, test } from '@jest/globals';
import type { PoolerBehaviour } from '../../../collectors/postgres/pooling/behaviour.ts';
import { notPromised, promisesOf } from './promises.ts';

const KEPT = { kept: true, leaked: false };
const LOST = { kept: false, leaked: true };
const GONE = { kept: false, leaked: false };
const UNSEEN = { kept: null, leaked: null };

/** As pgBouncer 1.18 behaves in session mode. */
const session: PoolerBehaviour = {
  mode: 'session',
  setting: KEPT,
  localSetting: GONE,
  timeZone: KEPT,
  preparedByProtocol: KEPT,
  preparedBySql: KEPT,
  temporaryTable: KEPT,
  cursorWithHold: KEPT,
  sessionLockExcludes: true,
  transactionLockExcludes: true,
  notificationArrives: true,
  parametersWork: true,
  resetBetweenClients: true,
  startUp: { searchPath: 'refused', statementTimeout: 'refused' },
  left: [],
  undecided: [],
};
/** And in transaction mode. */
const transaction: PoolerBehaviour = {
  ...session,
  mode: 'transaction',
  setting: LOST,
  preparedByProtocol: LOST,
  preparedBySql: LOST,
  temporaryTable: LOST,
  cursorWithHold: LOST,
  sessionLockExcludes: false,
  notificationArrives: false,
  resetBetweenClients: null,
};

function broken(
  behaviour: PoolerBehaviour,
  poolMode: 'session' | 'transaction' | 'statement',
  uses: readonly string[] = [],
) {
  return promisesOf(behaviour, { poolMode, uses })
    .filter(({ status }) => status !== 'pass')
    .map(({ says, status }) => `${status}: ${says}`);
}

test('a pooler that behaves as its mode promises', () => {
  expect(broken(session, 'session')).toEqual([]);
  expect(broken(transaction, 'transaction')).toEqual([]);
  expect(broken({ ...transaction, mode: 'statement' }, 'statement')).toEqual([]);
});

test('another mode than declared, and what comes with it', () => {
  expect(broken(session, 'transaction')).toEqual([
    'fail: Clients keep a server connection as in transaction mode.',
  ]);
  expect(broken(transaction, 'session')).toEqual([
    'fail: Clients keep a server connection as in session mode.',
    'fail: A setting of a session stays, and its client alone has it.',
    'fail: A statement that a driver prepared stays, and its client alone has it.',
    'fail: A statement that SQL prepared stays, and its client alone has it.',
    'fail: A temporary table stays, and its client alone has it.',
    'fail: A cursor WITH HOLD stays, and its client alone has it.',
    'fail: Locks of a session keep others out.',
    'fail: Notifications arrive.',
    'unknown: The next client finds nothing of the last one.',
  ]);
});

test('prepared statements are promised where applications use them', () => {
  const uses = ['jsonb', 'prepared-statements'];
  expect(broken(transaction, 'transaction', uses)).toEqual([
    'fail: A statement that a driver prepared follows its client.',
  ]);
  const following = { ...transaction, preparedByProtocol: KEPT };
  expect(broken(following, 'transaction', uses)).toEqual([]);
});

test('what was not seen is unknown, and a half that is wrong decides', () => {
  const blind = {
    ...transaction,
    mode: null,
    localSetting: UNSEEN,
    timeZone: { kept: null, leaked: true },
    parametersWork: null,
    transactionLockExcludes: null,
  };
  expect(broken(blind, 'transaction')).toEqual([
    'unknown: Clients keep a server connection as in transaction mode.',
    'unknown: Queries with parameters work.',
    'unknown: Locks of a transaction keep others out.',
    'unknown: A setting of a transaction ends with it.',
    'fail: A client has its own time zone.',
  ]);
});

test('what nobody may rely on is told as it was seen', () => {
  expect(notPromised(session, 'session')).toEqual([]);
  expect(notPromised({ ...transaction, preparedByProtocol: UNSEEN }, 'transaction')).toEqual([
    'A setting of a session is lost to its client.',
    'A setting of a session is found by the next client.',
    'A statement that SQL prepared is lost to its client.',
    'A statement that SQL prepared is found by the next client.',
    'A temporary table is lost to its client.',
    'A temporary table is found by the next client.',
    'A cursor WITH HOLD is lost to its client.',
    'A cursor WITH HOLD is found by the next client.',
  ]);
});
