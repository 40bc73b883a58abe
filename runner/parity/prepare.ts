import { readServer, readTables } from '../../collectors/postgres/parity/catalogue.ts';
import { readAlgorithms, readRendering } from '../../collectors/postgres/parity/self-test.ts';
import { abilitiesOf, type Abilities } from '../../core/parity/table-plan.ts';
import { majorOf, type ServerFacts, type TableFacts } from '../../core/parity/table-facts.ts';
import type { Lanes } from './lanes.ts';
import type { ParityOptions } from './options.ts';
import { withRetries } from './retries.ts';

const OLDEST_MAJOR = 12;

/** What is known of both servers before any row is read. */
export interface Prepared {
  readonly source: readonly TableFacts[];
  readonly target: readonly TableFacts[];
  readonly largeObjects: { readonly source: number; readonly target: number };
  /** Null when no row of the two can be compared, and why. */
  readonly abilities: Abilities | null;
  readonly obstacle: string | null;
}

/** Looks at both catalogues, and has both servers prove that they hash and write values alike. */
export async function prepare(options: ParityOptions, lanes: Lanes): Promise<Prepared> {
  const { limits, signal, events } = options;
  const onRetry = (message: string) => events.onNote?.(`tried again: ${message}`);
  const [source, target] = await withRetries({ ...limits, signal, onRetry }, () =>
    lanes.use((lane) =>
      lane.both(limits, async (_, ask) => {
        const server = await readServer(ask);
        if (majorOf(server) < OLDEST_MAJOR) return { server, tables: [], algorithms: [], text: '' };
        return {
          server,
          tables: await readTables(ask),
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
    source: source.tables,
    target: target.tables,
    largeObjects: { source: source.server.largeObjects, target: target.server.largeObjects },
    abilities:
      obstacle === null && algorithm !== undefined ? abilitiesOf(servers, algorithm) : null,
    obstacle,
  };
}

function obstacleOf([source, target]: readonly [ServerFacts, ServerFacts]): string | null {
  const oldest = Math.min(majorOf(source), majorOf(target));
  if (oldest < OLDEST_MAJOR) {
    return `PostgreSQL ${oldest} is too old: ${OLDEST_MAJOR} is the oldest.`;
  }
  if (source.encoding === target.encoding) return null;
  return `The source stores text in ${source.encoding} and the target in ${target.encoding}: the bytes of equal text differ.`;
}
