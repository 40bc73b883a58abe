import { readServer } from '../../collectors/postgres/parity/catalogue.ts';
import type { Ask } from '../../collectors/postgres/parity/query.ts';
import { readAlgorithms, readRendering } from '../../collectors/postgres/parity/self-test.ts';
import type { HashAlgorithm } from '../../core/parity/row-hash.ts';
import { majorOf, type ServerFacts } from '../../core/parity/table-facts.ts';
import { abilitiesOf, type Abilities } from '../../core/parity/table-plan.ts';
import type { Lanes } from './lanes.ts';
import type { ParityOptions } from './options.ts';
import { withRetries } from './retries.ts';

const OLDEST_MAJOR = 12;

interface AgreeingSide<More> {
  readonly server: ServerFacts;
  readonly more: More;
}

interface Look<More> extends AgreeingSide<More> {
  readonly text: string;
  readonly algorithms: readonly HashAlgorithm[];
}

export interface Agreement<More> {
  readonly source: AgreeingSide<More>;
  readonly target: AgreeingSide<More>;
  /** Null when no row of the two can be compared, and why. */
  readonly abilities: Abilities | null;
  readonly obstacle: string | null;
}

/** Has both servers prove that they hash and write values alike, and reads more of each at the same instant. */
export async function agree<More>(
  {
    limits,
    signal,
    events,
  }: Pick<ParityOptions, 'limits' | 'signal'> & {
    readonly events: Pick<ParityOptions['events'], 'onNote'>;
  },
  lanes: Lanes,
  /** `none` stands for it on a server that is too old to be asked. */
  { read, none }: { readonly read: (ask: Ask) => Promise<More>; readonly none: More },
): Promise<Agreement<More>> {
  const onRetry = (message: string) => events.onNote?.(`tried again: ${message}`);
  const [source, target] = await withRetries({ ...limits, signal, onRetry }, () =>
    lanes.use((lane) =>
      lane.both(limits, async (_, ask): Promise<Look<More>> => {
        const server = await readServer(ask);
        if (majorOf(server) < OLDEST_MAJOR) return { server, more: none, algorithms: [], text: '' };
        return {
          server,
          more: await read(ask),
          text: await readRendering(ask),
          // Last: where a function is missing, the transaction is over.
          algorithms: await readAlgorithms(ask),
        };
      }),
    ),
  );
  const servers = [source.server, target.server] as const;
  const algorithm = source.algorithms.find((one) => target.algorithms.includes(one));
  const obstacle =
    obstacleOf(servers) ??
    (source.text === target.text ? null : 'The two servers write the same values differently.') ??
    (algorithm === undefined ? 'The two servers have no hash in common that is known.' : null);
  return {
    source,
    target,
    abilities:
      obstacle === null && algorithm !== undefined ? abilitiesOf(servers, algorithm) : null,
    obstacle,
  };
}

function obstacleOf([source, target]: readonly [ServerFacts, ServerFacts]): string | null {
  if (source.identity === target.identity) return 'Both connections reach the same database.';
  const oldest = Math.min(majorOf(source), majorOf(target));
  if (oldest < OLDEST_MAJOR) {
    return `PostgreSQL ${oldest} is too old: ${OLDEST_MAJOR} is the oldest.`;
  }
  if (source.encoding === target.encoding) return null;
  return `The source stores text in ${source.encoding} and the target in ${target.encoding}: the bytes of equal text differ.`;
}
