import type { FuseRecord } from '../../core/load/deployment-record.ts';
import { fuseText, remedyText, type Fuse } from './fuse.ts';
import { sightOf, type Look } from './sight.ts';

/** So many looks in a row at a named fuse that see nothing end the load: one alone is a hiccup of the network. */
export const BLIND_LOOKS = 3;

interface Watched {
  readonly fuse: Fuse;
  looks: number;
  blindLooks: number;
  blindInARow: number;
  lastSeenAt: string | null;
  fewestMessages: number | null;
  blown: string | null;
  /** Why the last look did not see it; null when it did. */
  unseen: string | null;
}

/** What follows from one look at all fuses. */
export interface Outcome {
  /** Why the load is ended, as a sentence; null when it goes on. */
  readonly end: string | null;
  /** What whoever sends it is told: which fuses have come to be blind, and why. */
  readonly notes: readonly string[];
}

/** Looks at what AWS tells of each fuse, look by look. It has no clock. */
export class FuseBoard {
  readonly #watched: readonly Watched[];

  constructor(fuses: readonly Fuse[]) {
    this.#watched = fuses.map((fuse) => ({
      fuse,
      looks: 0,
      blindLooks: 0,
      blindInARow: 0,
      lastSeenAt: null,
      fewestMessages: null,
      blown: null,
      unseen: null,
    }));
  }

  /**
   * Takes the look before anything is sent.
   * @returns why nothing may be sent, as sentences: what is blown already, and what is named and is not seen.
   */
  begin(
    looks: ReadonlyMap<Fuse, Look>,
    at: string,
  ): Pick<Outcome, 'notes'> & { readonly refusals: readonly string[] } {
    const { notes } = this.observe(looks, at);
    const refusals = this.#watched.flatMap(({ fuse, blown, unseen }) => {
      if (blown !== null) return [`${blown} ${remedyText(fuse)}`];
      return fuse.isNamed && unseen !== null
        ? [`${fuseText(fuse)} is named as a fuse of the load, and is not seen. ${unseen}`]
        : [];
    });
    return { refusals, notes };
  }

  /** Takes a look at all fuses; one that is missing saw nothing. */
  observe(looks: ReadonlyMap<Fuse, Look>, at: string): Outcome {
    const notes: string[] = [];
    for (const watched of this.#watched) {
      const { fuse } = watched;
      const look = looks.get(fuse) ?? { kind: 'unseen', why: 'It was not looked at.' };
      const sight = sightOf(fuse, look, watched.fewestMessages);
      watched.looks += 1;
      if (sight.state === 'unseen') {
        watched.blindLooks += 1;
        watched.blindInARow += 1;
        watched.unseen = sight.why;
        if (watched.blindInARow === 1) notes.push(`${fuseText(fuse)} is not seen. ${sight.why}`);
        continue;
      }
      watched.blindInARow = 0;
      watched.unseen = null;
      watched.lastSeenAt = at;
      if (look.kind === 'dead-letter-queue') {
        watched.fewestMessages = Math.min(watched.fewestMessages ?? Infinity, look.messages);
      }
      if (sight.state === 'blown') watched.blown ??= sight.why;
    }
    return { end: this.#end(), notes };
  }

  /** That something does harm says more than that something is not seen. */
  #end(): string | null {
    const blown = this.#watched.find((watched) => watched.blown !== null)?.blown;
    if (blown !== undefined) return blown;
    const blind = this.#watched.find(
      ({ fuse, blindInARow }) => fuse.isNamed && blindInARow >= BLIND_LOOKS,
    );
    return blind === undefined
      ? null
      : `${fuseText(blind.fuse)} is named as a fuse of the load, and was not seen in ${BLIND_LOOKS} looks in a row. ${blind.unseen ?? ''}`;
  }

  records(): readonly Omit<FuseRecord, 'unseen'>[] {
    return this.#watched.map(({ fuse, looks, blindLooks, lastSeenAt, blown }) => ({
      kind: fuse.kind,
      name: fuse.name,
      isNamed: fuse.isNamed,
      looks,
      blindLooks,
      lastSeenAt,
      blown,
    }));
  }
}
