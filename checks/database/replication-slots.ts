import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import {
  replicationSlots,
  type ReplicationSlot,
} from '../../collectors/postgres/catalog/replication-slots.ts';
import { defineCheck } from '../../core/check.ts';
import {
  deviationsOr,
  fail,
  pass,
  unknown,
  type Deviation,
  type Judgement,
} from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** max_wal_size by default: what a server keeps between checkpoints, slot or no slot. */
const KEPT_ANYWAY_BYTES = 2n ** 30n;

/** Null when there is nothing to say against it. */
function judgeSlot({ id, def }: Fact<ReplicationSlot>): Judgement | null {
  const { active, walStatus, invalidation, restartLsn, retainedBytes } = def;
  if (walStatus === 'lost' || invalidation !== null) {
    return fail(
      `The WAL that the slot ${id} needs is gone: who reads it must begin anew.`,
      { walStatus: 'reserved' },
      { walStatus, invalidation },
    );
  }
  if (walStatus === 'unreserved') {
    return fail(
      `The WAL that the slot ${id} needs goes with the next checkpoint.`,
      { walStatus: 'reserved' },
      { walStatus },
    );
  }
  // It keeps nothing.
  if (active || restartLsn === null) return null;
  if (retainedBytes === null) {
    return unknown(`How much WAL is kept for the slot ${id}, which nobody reads, is not known.`);
  }
  return BigInt(retainedBytes) <= KEPT_ANYWAY_BYTES
    ? null
    : fail(
        `Nobody reads the slot ${id}, and the source keeps WAL for it.`,
        { active: true, retainedBytesAtMost: String(KEPT_ANYWAY_BYTES) },
        { active, retainedBytes },
      );
}

export default defineCheck({
  id: 'database/replication-slots',
  title: 'Every replication slot of the source is read, and has the WAL that it needs',
  risk: 'A slot that nobody reads fills the disk of the source until it stops, and one without its WAL ends the replication.',
  remediation: 'Start again what reads the slot, or drop it; load anew what has lost its WAL.',
  fix: { sql: "SELECT pg_drop_replication_slot('<slot>') /* in the source */;" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/view-pg-replication-slots.html',
    'https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-SLOTS',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { replicationSlots },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { replicationSlots }) {
    const slots = replicationSlots.get('source');
    if (slots === null) return unknown('The source did not say which slots it has.');
    const deviating = slots.flatMap((slot): readonly Deviation[] => {
      const judgement = judgeSlot(slot);
      return judgement === null ? [] : [{ object: slot.id, judgement }];
    });
    return deviationsOr(deviating, pass({ slots: slots.length }, { slots: slots.length }));
  },
});
