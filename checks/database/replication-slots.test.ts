import type { ReplicationSlot } from '../../collectors/postgres/catalog/replication-slots.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './replication-slots.ts';
import { database } from './testing/database.ts';

const seen = (...slots: Partial<ReplicationSlot>[]) => ({
  replicationSlots: {
    source: slots.map((def) => ({
      kind: 'slot',
      id: 'move',
      def: {
        type: 'logical',
        active: true,
        database: 'app',
        restartLsn: '0/16B3748',
        retainedBytes: '56',
        walStatus: 'reserved',
        invalidation: null,
        ...def,
      },
    })),
  },
});
const IDLE = 'Nobody reads the slot move, and the source keeps WAL for it.';
const GONE = 'The WAL that the slot move needs is gone: who reads it must begin anew.';
const GOES = 'The WAL that the slot move needs goes with the next checkpoint.';
const UNKNOWN = 'How much WAL is kept for the slot move, which nobody reads, is not known.';

testCheck(check, database(), {
  pass: [
    { name: 'none', artifacts: seen() },
    { name: 'one that is read', artifacts: seen({}) },
    {
      name: 'one that is read and far behind, which its reader is told by its lag',
      artifacts: seen({ retainedBytes: '99999999999', walStatus: 'extended' }),
    },
    {
      name: 'one that waits for its reader and keeps hardly anything',
      artifacts: seen({ active: false, retainedBytes: '1073741824' }),
    },
    {
      name: 'one that was never used and keeps nothing',
      artifacts: seen({ active: false, restartLsn: null, retainedBytes: null, walStatus: null }),
    },
    { name: 'PostgreSQL 12, which removes nothing', artifacts: seen({ walStatus: null }) },
  ],
  fail: [
    {
      name: 'one that nobody reads',
      artifacts: seen({ active: false, retainedBytes: '1073741825' }),
      message: IDLE,
      objects: { move: IDLE },
    },
    {
      name: 'one that nobody reads of PostgreSQL 12',
      artifacts: seen({ active: false, retainedBytes: '99999999999999999999', walStatus: null }),
      message: IDLE,
      objects: { move: IDLE },
    },
    {
      name: 'one that lost its WAL and so keeps nothing',
      artifacts: seen({ active: false, restartLsn: null, retainedBytes: null, walStatus: 'lost' }),
      message: GONE,
      objects: { move: GONE },
    },
    {
      name: 'one that was invalidated for another reason',
      artifacts: seen({ active: false, invalidation: 'idle_timeout' }),
      message: GONE,
      objects: { move: GONE },
    },
    {
      name: 'one that is read and about to lose its WAL',
      artifacts: seen({ walStatus: 'unreserved' }),
      message: GOES,
      objects: { move: GOES },
    },
  ],
  unknown: [
    {
      name: 'an idle one of a standby that has replayed nothing',
      artifacts: seen({ active: false, retainedBytes: null }),
      message: UNKNOWN,
      objects: { move: UNKNOWN },
    },
  ],
  error: [
    {
      name: 'a source that could not be seen',
      artifacts: { replicationSlots: { source: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
