import {
  sequencePositions,
  type SequencePosition,
} from '../../collectors/postgres/catalog/sequence-positions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, unknown, type Judgement } from '../../core/judgement.ts';
import { nextOf } from './next-value.ts';
import { judgeSequences } from './sequences-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Of all numbers, those that should be left: one in ten. */
const LEAST_LEFT = 10n;
/** From here on a column of four bytes has little time: of 2.1 thousand million numbers these are spent. */
const MOST_OF_INT4 = 1_500_000_000n;
/** https://www.postgresql.org/docs/current/datatype-numeric.html */
const GREATEST_OF: Readonly<Record<string, bigint>> = {
  int2: 2n ** 15n - 1n,
  int4: 2n ** 31n - 1n,
  int8: 2n ** 63n - 1n,
};

/** Null when there is nothing to say against it. */
function judgeSequence(
  target: SequencePosition,
  source: SequencePosition | undefined,
): Judgement | null {
  // One that begins again has no end.
  if (target.cycles) return null;
  const positions = [target, ...(source === undefined ? [] : [source])].map(nextOf);
  const known = positions.filter((next) => next !== null);
  const [first, ...others] = known;
  if (first === undefined || known.length < positions.length) {
    return unknown(`Where the sequence ${target.sequence} is could not be read.`);
  }
  const { span, left, spent } = reachOf(target, first, others);
  const isShort = left * LEAST_LEFT < span;
  const isLateInt4 = target.columnType === 'int4' && spent > MOST_OF_INT4;
  if (!isShort && !isLateInt4) return null;
  const column = target.column === null ? '' : ` for ${target.column}`;
  return fail(
    `The sequence ${target.sequence} has few numbers left${column}.`,
    { leftAtLeast: String(span / LEAST_LEFT) },
    { left: String(left), columnType: target.columnType },
  );
}

/**
 * How far the sequence goes, by its own bounds and its column's, from the position that is further on: what the source has
 * given is set in the target at the cutover. `spent` is the distance from zero, where the numbers of a column begin.
 */
function reachOf(target: SequencePosition, first: bigint, others: readonly bigint[]) {
  const greatest = GREATEST_OF[target.columnType ?? ''];
  const [lowest, highest] = [BigInt(target.minimum), BigInt(target.maximum)];
  if (BigInt(target.increment) > 0n) {
    const next = others.reduce((a, b) => (a > b ? a : b), first);
    const end = greatest !== undefined && greatest < highest ? greatest : highest;
    return { span: end - lowest, left: end - next, spent: next };
  }
  const next = others.reduce((a, b) => (a < b ? a : b), first);
  const end = greatest !== undefined && -greatest > lowest ? -greatest : lowest;
  return { span: highest - end, left: next - end, spent: -next };
}

export default defineCheck({
  id: 'database/sequence-headroom',
  title: 'Every sequence has numbers left, by its own bounds and by the type of its column',
  risk: 'The sequence ends, or its numbers no longer fit the column, and no row can be added.',
  remediation:
    'Widen the column and the sequence to bigint before the data moves, or raise the bound of the sequence.',
  fix: { sql: 'ALTER TABLE <table> ALTER COLUMN <column> TYPE bigint;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-createsequence.html',
    'https://www.postgresql.org/docs/current/datatype-numeric.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { sequencePositions },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { sequencePositions }) {
    return judgeSequences(sequencePositions, judgeSequence);
  },
});
