import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { z } from 'zod';
import type { DnsRecordSpec } from '../../core/spec/sections/load-balancing.ts';
import type { SandboxContext } from './context.ts';

type DnsRecord = z.infer<typeof DnsRecordSpec>;

const API = '/2013-04-01';
const XMLNS = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** Hosted zones, and in each the declared records. */
export async function deployDns(context: SandboxContext): Promise<void> {
  const records = Object.entries(context.spec.dns ?? {});
  for (const zone of new Set(records.map(([, record]) => record.zone))) {
    const id = await context.make('hosted zone', zone, () => createZone(context, zone));
    for (const [name, record] of records.filter(([, candidate]) => candidate.zone === zone)) {
      await context.make('DNS record', name, () => createRecord(context, id, name, record));
    }
  }
}

async function createZone({ wire }: SandboxContext, zone: string): Promise<string> {
  const answer = await wire.rest(
    'route53',
    'POST',
    `${API}/hostedzone`,
    `<CreateHostedZoneRequest xmlns="${XMLNS}"><Name>${zone}</Name><CallerReference>landfall-${zone}</CallerReference></CreateHostedZoneRequest>`,
  );
  const id = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(answer)?.[1];
  if (id === undefined) throw new Error('The hosted zone has no id.');
  return id;
}

interface Different {
  /** The weight of the old system: what is left of a hundred when not given. */
  readonly old?: number;
}

async function createRecord(
  context: SandboxContext,
  zoneId: string,
  name: string,
  record: DnsRecord,
  { old }: Different = {},
): Promise<void> {
  const { type, weight } = record;
  const value = await valueOf(context, record);
  if (weight === undefined) {
    await change(context, zoneId, 'UPSERT', setXml(name, type, value));
    return;
  }
  await change(context, zoneId, 'UPSERT', setXml(name, type, value, { id: 'new', weight }));
  const rest = { id: 'old', weight: old ?? 100 - weight };
  await change(context, zoneId, 'UPSERT', setXml(name, type, OLD_SYSTEM[type], rest));
}

/** Where users are still sent whom a weight leaves to the old system. */
const OLD_SYSTEM = {
  A: valueXml('192.0.2.10', 60),
  AAAA: valueXml('2001:db8::10', 60),
  CNAME: valueXml('old.example.com', 60),
};

function setXml(
  name: string,
  type: DnsRecord['type'],
  value: string,
  share?: { readonly id: string; readonly weight: number },
): string {
  const weighted =
    share === undefined
      ? ''
      : `<SetIdentifier>${share.id}</SetIdentifier><Weight>${share.weight}</Weight>`;
  return `<ResourceRecordSet><Name>${name}</Name><Type>${type}</Type>${weighted}${value}</ResourceRecordSet>`;
}

function valueXml(value: string, ttlSeconds: number): string {
  return `<TTL>${ttlSeconds}</TTL><ResourceRecords><ResourceRecord><Value>${value}</Value></ResourceRecord></ResourceRecords>`;
}

async function change(
  { wire }: SandboxContext,
  zoneId: string,
  action: 'UPSERT' | 'DELETE',
  set: string,
): Promise<void> {
  await wire.rest(
    'route53',
    'POST',
    `${API}/hostedzone/${zoneId}/rrset`,
    `<ChangeResourceRecordSetsRequest xmlns="${XMLNS}"><ChangeBatch><Changes><Change><Action>${action}</Action>${set}</Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`,
  );
}

/** A record is an alias of a load balancer, or has a value of its own. */
async function valueOf({ aws }: SandboxContext, record: DnsRecord): Promise<string> {
  if (record.loadBalancer === undefined) {
    return valueXml(record.value ?? '', record.ttlSeconds ?? 60);
  }
  const { LoadBalancers = [] } = await aws.elb.send(
    new DescribeLoadBalancersCommand({ Names: [record.loadBalancer] }),
  );
  const { CanonicalHostedZoneId = '', DNSName = '' } = LoadBalancers[0] ?? {};
  return record.type === 'CNAME'
    ? valueXml(DNSName, record.ttlSeconds ?? 60)
    : `<AliasTarget><HostedZoneId>${CanonicalHostedZoneId}</HostedZoneId><DNSName>${DNSName}</DNSName><EvaluateTargetHealth>true</EvaluateTargetHealth></AliasTarget>`;
}

/** Puts a record of a zone that exists in the place of what is there, with what is to be different. */
export async function putRecord(
  context: SandboxContext,
  name: string,
  record: DnsRecord,
  different: Different = {},
): Promise<void> {
  await createRecord(context, await zoneIdOf(context, record.zone), name, record, different);
}

/** Takes a record without a weight away, as it was put. */
export async function deleteRecord(
  context: SandboxContext,
  name: string,
  record: DnsRecord,
): Promise<void> {
  const set = setXml(name, record.type, await valueOf(context, record));
  await change(context, await zoneIdOf(context, record.zone), 'DELETE', set);
}

async function zoneIdOf({ wire }: SandboxContext, zone: string): Promise<string> {
  const answer = await wire.rest(
    'route53',
    'GET',
    `${API}/hostedzonesbyname?dnsname=${encodeURIComponent(zone)}`,
  );
  const id = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(answer)?.[1];
  if (id === undefined) throw new Error(`There is no hosted zone ${zone}.`);
  return id;
}
