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

async function createRecord(
  context: SandboxContext,
  zoneId: string,
  name: string,
  record: DnsRecord,
): Promise<void> {
  const weight =
    record.weight === undefined
      ? ''
      : `<SetIdentifier>landfall</SetIdentifier><Weight>${record.weight}</Weight>`;
  await context.wire.rest(
    'route53',
    'POST',
    `${API}/hostedzone/${zoneId}/rrset`,
    `<ChangeResourceRecordSetsRequest xmlns="${XMLNS}"><ChangeBatch><Changes><Change><Action>UPSERT</Action><ResourceRecordSet><Name>${name}</Name><Type>${record.type}</Type>${weight}${await valueOf(context, record)}</ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`,
  );
}

/** A record is an alias of a load balancer, or has a value of its own. */
async function valueOf({ aws }: SandboxContext, record: DnsRecord): Promise<string> {
  if (record.loadBalancer === undefined) {
    return `<TTL>${record.ttlSeconds ?? 60}</TTL><ResourceRecords><ResourceRecord><Value>${record.value ?? ''}</Value></ResourceRecord></ResourceRecords>`;
  }
  const { LoadBalancers = [] } = await aws.elb.send(
    new DescribeLoadBalancersCommand({ Names: [record.loadBalancer] }),
  );
  const { CanonicalHostedZoneId = '', DNSName = '' } = LoadBalancers[0] ?? {};
  return record.type === 'CNAME'
    ? `<TTL>${record.ttlSeconds ?? 60}</TTL><ResourceRecords><ResourceRecord><Value>${DNSName}</Value></ResourceRecord></ResourceRecords>`
    : `<AliasTarget><HostedZoneId>${CanonicalHostedZoneId}</HostedZoneId><DNSName>${DNSName}</DNSName><EvaluateTargetHealth>true</EvaluateTargetHealth></AliasTarget>`;
}

/** Puts a record of a zone that exists in the place of what is there. */
export async function putRecord(
  context: SandboxContext,
  name: string,
  record: DnsRecord,
): Promise<void> {
  const answer = await context.wire.rest(
    'route53',
    'GET',
    `${API}/hostedzonesbyname?dnsname=${encodeURIComponent(record.zone)}`,
  );
  const id = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(answer)?.[1];
  if (id === undefined) throw new Error(`There is no hosted zone ${record.zone}.`);
  await createRecord(context, id, name, record);
}
