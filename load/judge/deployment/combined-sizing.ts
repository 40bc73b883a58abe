import type { Sizing, SizingVerdict } from '../../../core/load/sizing.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { worstVerdict } from '../../../core/load/load-document.ts';
import { connectionForecast } from '../../foresight/connections.ts';
import { rounded } from '../words.ts';
import type { JudgedDatabase } from './judged-database.ts';
import type { JudgedDeployment } from './judged-deployment.ts';
import type { JudgedService } from './judged-service.ts';
import type { ResourceRule, ResourceRuling } from './resource-ruling.ts';

/** Whose sentences tell why a size that holds does. */
const TELLING: ReadonlySet<ResourceRule> = new Set(['C1', 'C2', 'S1', 'D1', 'D2']);

const UNWATCHED =
  'AWS was not watched, or what it reported is not kept, so that the size which carried that is not known: send the load with credentials of the account, and with --watch.';

/**
 * The sizes by what the generator saw alone: how many tasks answered, and of which size, only AWS knows, so that what went well speaks for
 * none of them. Nothing was seen of the clusters behind the services, and of those the ones that cannot take the declared pools are too
 * small all the same.
 */
export function withoutDeployment(spec: Spec, asSent: readonly Sizing[]): readonly Sizing[] {
  const pooled = asSent.flatMap(({ resource }) => clusterBehind(spec, resource) ?? []);
  return [
    ...asSent.map((size): Sizing =>
      size.verdict === 'HOLDS'
        ? { ...size, verdict: 'INCONCLUSIVE', reason: `${size.reason} ${UNWATCHED}`, margin: null }
        : size,
    ),
    ...[...new Set(pooled)].flatMap((name) => {
      const forecast = connectionForecast(spec, name);
      return forecast?.outcome === 'fails'
        ? [clusterSizing(spec, name, { verdict: 'UNDERSIZED', reason: forecast.says })]
        : [];
    }),
  ];
}

/**
 * The sizes by what the generator saw and by what AWS reported, the worst of both.
 * @param asSent what the generator saw of the services, and `carried` as far as AWS shows that it was they that answered
 */
export function withDeployment(
  spec: Spec,
  { asSent, carried }: Readonly<Record<'asSent' | 'carried', readonly Sizing[]>>,
  { services, databases }: JudgedDeployment,
): readonly Sizing[] {
  return [
    ...asSent.map((size) => {
      const judged = services.find(({ resource }) => resource.resource === size.resource);
      return judged === undefined ? undecided(size) : serviceSizing(size, judged);
    }),
    ...databases.map((judged) => databaseSizing(spec, carried, judged)),
  ];
}

function undecided(size: Sizing): Sizing {
  return size.verdict === 'HOLDS'
    ? {
        ...size,
        verdict: 'INCONCLUSIVE',
        reason: `${size.reason} What AWS reported has nothing of it.`,
      }
    : size;
}

function serviceSizing(size: Sizing, { resource, smaller, options }: JudgedService): Sizing {
  const reported = verdictOf(resource.rulings);
  const { verdict, reason } = worseOf(size, reported);
  return {
    ...size,
    verdict,
    reason,
    options: [...options],
    recommended:
      verdict === 'OVERSIZED' && smaller !== null
        ? `tasks of ${rounded(smaller.cpuUnits / 1024)} vCPU, ${rounded(smaller.memoryMiB / 1024)} GiB`
        : size.recommended,
  };
}

/** A cluster meets what its services pass on: where these did not carry the load, what it would have done with all of it is not known. */
function databaseSizing(
  spec: Spec,
  carried: readonly Sizing[],
  { resource, maxAcu }: JudgedDatabase,
): Sizing {
  const reported = verdictOf(resource.rulings);
  const users = carried.filter(
    ({ resource: service }) => clusterBehind(spec, service) === resource.name,
  );
  const failing = (users.length === 0 ? carried : users).find(({ verdict }) => verdict !== 'HOLDS');
  const met: Decided =
    failing === undefined
      ? { verdict: 'HOLDS', reason: '' }
      : {
          verdict: failing.verdict === 'INVALID' ? 'INVALID' : 'INCONCLUSIVE',
          reason: `The cluster may not have met all of the load, which ${failing.resource} is not known to carry. ${failing.reason}`,
        };
  const decided = worseOf(reported, met);
  const capacity = spec.aurora?.[resource.name]?.capacity;
  return {
    ...clusterSizing(spec, resource.name, decided),
    recommended:
      decided.verdict === 'OVERSIZED' && maxAcu !== null && capacity !== undefined
        ? `${capacity.minAcu} to ${maxAcu} ACU`
        : null,
  };
}

function clusterSizing(spec: Spec, name: string, { verdict, reason }: Decided): Sizing {
  const capacity = spec.aurora?.[name]?.capacity;
  return {
    resource: `aurora ${name}`,
    verdict,
    reason: reason.trim(),
    margin: null,
    declared:
      capacity === undefined ? 'not declared' : `${capacity.minAcu} to ${capacity.maxAcu} ACU`,
    recommended: null,
    options: [],
    current: null,
  };
}

interface Decided {
  readonly verdict: SizingVerdict;
  readonly reason: string;
}

/** The worse of both; of equals the first, and of sizes that hold both tell why. */
function worseOf(first: Decided, second: Decided): Decided {
  const verdict = worstVerdict([first.verdict, second.verdict]);
  if (verdict === 'HOLDS') return { verdict, reason: `${first.reason} ${second.reason}` };
  return first.verdict === verdict ? first : second;
}

/** What the rulings of a resource say together. What is no verdict on a size is told beside it. */
function verdictOf(rulings: readonly ResourceRuling[]): Decided {
  const beside = rulings
    .filter(({ verdict }) => verdict === 'FINDING' || verdict === 'NOT-ASKED')
    .map(({ reason }) => reason);
  const verdict = worstVerdict(rulings.flatMap((ruling) => sizeVerdict(ruling)));
  const telling =
    verdict === 'HOLDS'
      ? rulings.filter((one) => one.verdict === 'HOLDS' && TELLING.has(one.rule))
      : rulings.filter((one) => one.verdict === verdict).slice(0, 1);
  return { verdict, reason: [...telling.map(({ reason }) => reason), ...beside].join(' ') };
}

function sizeVerdict({ verdict }: ResourceRuling): readonly SizingVerdict[] {
  switch (verdict) {
    case 'UNDERSIZED':
    case 'INCONCLUSIVE':
    case 'OVERSIZED':
    case 'HOLDS':
      return [verdict];
    case 'FINDING':
    case 'NOT-ASKED':
    case 'NOT-APPLICABLE':
      return [];
  }
}

/** The cluster that a service holds connections to; null when none is declared. */
function clusterBehind({ load }: Spec, resource: string): string | null {
  const name = resource.replace(/^ecs /, '');
  return load?.databasePools?.[name]?.aurora ?? null;
}
