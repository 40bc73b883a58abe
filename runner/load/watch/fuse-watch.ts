import type { CallRecord } from '../../../core/aws.ts';
import type { FuseRecord } from '../../../core/load/deployment-record.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { FuseBoard } from '../../../load/fuses/fuse-board.ts';
import { fusesOf, fuseText, type Fuse } from '../../../load/fuses/fuse.ts';
import { sightOf, type Look } from '../../../load/fuses/sight.ts';
import type { Gate } from '../../aws/gate.ts';
import { UsageError } from '../../errors.ts';
import { messageOf } from '../../message-of.ts';
import { awsContext } from './aws-context.ts';
import type { ClockOffset } from './clock-offset.ts';
import { lookAtFuses } from './fuse-looks.ts';
import { Gaps } from './gaps.ts';
import { lastCalls } from './last-calls.ts';
import { WATCHED_OPERATIONS } from './watched-operations.ts';

export interface FuseWatchOptions {
  readonly spec: Spec;
  /** A gate whose calls end at that time, in epoch milliseconds. */
  readonly gateUntil: (deadlineMs: number) => Gate;
  readonly clock: Pick<ClockOffset, 'now'>;
  readonly onNote: (note: string) => void;
  /** Ends the load; told once, with the fuse and why, as a sentence. */
  readonly onBlown: (sentence: string) => void;
}

/** What ends a load by what AWS tells. */
export interface FuseWatch {
  /** Looks again; what comes after `ended` ends nothing. Never throws. */
  observe(ended: AbortSignal): Promise<void>;
  /** What was seen of each fuse, for the record. */
  records(): readonly FuseRecord[];
  calls(): readonly CallRecord[];
}

/** A look that takes longer saw nothing: a call that AWS throttles is tried again until then. */
const LOOK_MS = 8_000;

/**
 * Looks at every fuse of a load before anything is sent.
 * @throws {UsageError} when one is blown already, or one that the spec names is not seen.
 */
export async function armFuses(options: FuseWatchOptions): Promise<FuseWatch> {
  const { spec, onNote, onBlown } = options;
  const fuses = fusesOf(spec);
  const board = new FuseBoard(fuses);
  const gaps = new Map(fuses.map((fuse) => [fuse, new Gaps()]));
  let calls: readonly CallRecord[] = [];
  let isBlown = false;

  const look = async (): Promise<ReadonlyMap<Fuse, Look>> => {
    const gate = options.gateUntil(Date.now() + LOOK_MS);
    const looks = await looksOrWhy(gate, options, fuses);
    calls = lastCalls([...calls, ...gate.ledger()]);
    for (const fuse of fuses) {
      const seen = looks.get(fuse);
      const sight = seen === undefined ? null : sightOf(fuse, seen, null);
      if (sight?.state === 'unseen') {
        gaps.get(fuse)?.note(`${fuseText(fuse)} was`, sight.why, new Date());
      }
    }
    return looks;
  };

  if (fuses.length > 0) {
    const { refusals, notes } = board.begin(await look(), new Date().toISOString());
    if (refusals.length > 0) {
      throw new UsageError(`Nothing was sent. ${refusals.join(' ')}`);
    }
    for (const note of notes) onNote(`${note} The load is sent without this fuse.`);
  }

  return {
    observe: async (ended) => {
      if (fuses.length === 0 || isBlown) return;
      const looks = await look();
      if (ended.aborted) return;
      const { end, notes } = board.observe(looks, new Date().toISOString());
      for (const note of notes) onNote(note);
      if (end === null) return;
      isBlown = true;
      onBlown(end);
    },
    records: () => {
      const seen = board.records();
      return fuses.flatMap((fuse, index) => {
        const record = seen[index];
        return record === undefined
          ? []
          : [{ ...record, unseen: gaps.get(fuse)?.sentences() ?? [] }];
      });
    },
    calls: () => calls,
  };
}

async function looksOrWhy(
  gate: Gate,
  { spec, clock }: FuseWatchOptions,
  fuses: readonly Fuse[],
): Promise<ReadonlyMap<Fuse, Look>> {
  try {
    const context = awsContext(gate.readerFor(WATCHED_OPERATIONS), spec);
    return await lookAtFuses(context, fuses, Date.now() + (clock.now() ?? 0));
  } catch (error) {
    const why = messageOf(error);
    return new Map(fuses.map((fuse) => [fuse, { kind: 'unseen', why }]));
  }
}
