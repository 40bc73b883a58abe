import { expect, test } from '@jest/globals';
import type { ReplicationCapacity } from '../../collectors/postgres/catalog/replication-capacity.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './replication-settings.ts';
import { database } from './testing/database.ts';

const side = (def: Partial<ReplicationCapacity> = {}) => [
  {
    kind: 'replication_capacity',
    id: 'server',
    def: {
      walLevel: 'logical',
      maxSlots: 10,
      slots: 2,
      idleSlots: 0,
      maxSenders: 10,
      senders: 2,
      senderTimeoutMs: 60_000,
      syncWorkers: 2,
      slotKeepMiB: -1,
      subscribedSlots: [],
      slotNames: ['archive', 'reports'],
      ...def,
    },
  },
];
const seen = (
  source: Partial<ReplicationCapacity>,
  target: Partial<ReplicationCapacity> = { walLevel: 'replica' },
) => ({ replicationCapacity: { source: side(source), target: side(target) } });

const SLOTS = 'The source has too few free replication slots.';
const SENDERS = 'The source has too few free senders: each slot takes one.';
const logical = { replication: 'logical' };

testCheck(
  check,
  { ...database({ replication: 'dms' }), replication: 'dms' },
  {
    pass: [
      { name: 'room for a task', artifacts: seen({}), details: [] },
      { name: 'exactly one slot and sender left', artifacts: seen({ slots: 9, senders: 9 }) },
      { name: 'a sender that waits for ever', artifacts: seen({ senderTimeoutMs: 0 }) },
      { name: 'ten seconds', artifacts: seen({ senderTimeoutMs: 10_000 }) },
      { name: 'PostgreSQL 12, where slots keep all', artifacts: seen({ slotKeepMiB: null }) },
      {
        name: 'slots that keep no more than told',
        artifacts: seen({ slotKeepMiB: 1024 }),
        details: ['The source removes WAL that a slot still needs: max_slot_wal_keep_size is set.'],
      },
      {
        name: 'a subscription that holds its slot already',
        subject: logical,
        artifacts: seen(
          { maxSlots: 4, slots: 2, slotNames: ['archive', 'move'] },
          { subscribedSlots: ['move'] },
        ),
      },
    ],
    fail: [
      {
        name: 'WAL for copies of the whole server alone',
        artifacts: seen({ walLevel: 'replica' }),
        message: 'The source does not write what logical replication reads.',
        objects: { wal_level: 'The source does not write what logical replication reads.' },
      },
      {
        name: 'all slots taken',
        artifacts: seen({ slots: 10, senders: 3 }),
        message: SLOTS,
        objects: { max_replication_slots: SLOTS },
      },
      {
        name: 'senders that idle slots will take',
        artifacts: seen({ maxSenders: 4, senders: 2, slots: 4, idleSlots: 2 }),
        message: SENDERS,
        objects: { max_wal_senders: SENDERS },
      },
      {
        name: 'five seconds',
        artifacts: seen({ senderTimeoutMs: 5_000 }),
        message: 'The source gives up on a receiver too early.',
        objects: { wal_sender_timeout: 'The source gives up on a receiver too early.' },
      },
      {
        name: 'room for a subscription and not for the workers that load its tables',
        subject: logical,
        artifacts: seen({ maxSlots: 4, slots: 2, maxSenders: 4 }),
        message: SLOTS,
        objects: { max_replication_slots: SLOTS, max_wal_senders: SENDERS },
      },
      {
        name: 'a subscription whose slot is of another server',
        subject: logical,
        artifacts: seen({ maxSlots: 4, slots: 2 }, { subscribedSlots: ['elsewhere'] }),
        message: SLOTS,
        objects: { max_replication_slots: SLOTS },
      },
    ],
    unknown: [
      {
        name: 'a source that says nothing',
        artifacts: { replicationCapacity: { source: [], target: side() } },
        message: 'A side did not say how it is set for replication.',
      },
    ],
    error: [
      {
        name: 'a target that could not be seen',
        artifacts: { replicationCapacity: { source: side(), target: denied('postgresql:x') } },
        message: 'AWS denied postgresql:x.',
      },
    ],
  },
);

test.each([
  [undefined, 'The spec does not say how changes are replicated.'],
  ['none' as const, 'The spec says that no changes are replicated.'],
  ['logical' as const, undefined],
  ['dms' as const, undefined],
])('a spec with the replication %p is judged, or says why not', (replication, reason) => {
  const { declared } = database();
  const spec = {
    migration: { ...declared, ...(replication !== undefined && { replication }) },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([reason]);
});
