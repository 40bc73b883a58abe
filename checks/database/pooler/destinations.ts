import type { AuroraCluster } from '../../../collectors/aws/rds/clusters.ts';
import type { Pooler } from '../../../collectors/postgres/pooler.ts';

/** One host of an entry, of which there may be several. */
export interface Destination {
  readonly entry: string;
  /** In lower case and without the dot at its end; null for a socket of the pooler's own machine. */
  readonly host: string | null;
  readonly port: number;
}

type Entry = Pooler['databases'][number];

/** A host may be a list. https://www.pgbouncer.org/config.html#host */
export function destinationsOf(entries: readonly Entry[]): readonly Destination[] {
  return entries.flatMap(({ name: entry, host, port }) => {
    const hosts = host === null ? [null] : host.split(',').map(plainHost);
    return hosts.map((each) => ({ entry, host: each, port }));
  });
}

export function isOneOf({ host }: Destination, names: readonly string[]): boolean {
  return host !== null && names.some((name) => plainHost(name) === host);
}

/** Names are told by the cluster, addresses by the connection that stands at one. */
export function isAddress({ host }: Destination): boolean {
  return host !== null && (/^[\d.]+$/.test(host) || host.includes(':'));
}

/** What a name is to a cluster. */
type Part = 'writer' | 'writing-member' | 'reader' | 'none';

export function partOf({ host, port }: Destination, cluster: AuroraCluster): Part {
  const { endpoint, readerEndpoint } = cluster;
  if (host === null || cluster.port !== port) return 'none';
  if (readerEndpoint !== null && host === plainHost(readerEndpoint)) return 'reader';
  if (endpoint === null) return 'none';
  if (host === plainHost(endpoint)) return 'writer';
  const member = cluster.members.find(
    ({ instance }) => host === endpointOfMember(instance, plainHost(endpoint)),
  );
  if (member === undefined || member.isWriter === null) return 'none';
  return member.isWriter ? 'writing-member' : 'reader';
}

/**
 * `main-1.abc.us-east-1.rds.amazonaws.com` beside `main.cluster-abc.us-east-1.rds.amazonaws.com`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html
 */
function endpointOfMember(instance: string, endpoint: string): string | null {
  const [, place] = /^[^.]+\.cluster-(.+)$/.exec(endpoint) ?? [];
  return place === undefined ? null : `${instance.toLowerCase()}.${place}`;
}

/** DNS knows no case, and a dot at the end only says that the name is whole. */
function plainHost(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '');
}
