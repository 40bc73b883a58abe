import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { listHostedZonesByName, listResourceRecordSets } from './operations.ts';

/** The types that lead to an address: a client asks for those of the kinds that it speaks. */
const TYPES = ['A', 'AAAA', 'CNAME'] as const;

/** One set of a name and type; several share them when they are weighted. Null is what AWS left out. */
export const RecordSet = z.strictObject({
  type: z.enum(TYPES),
  /** Where an alias points, in small letters, without the final dot; null for one that is none. */
  alias: z.string().nullable(),
  /** Without final dots. */
  values: z.array(z.string()),
  ttlSeconds: z.int().nullable(),
  /** Null for a set that is not weighted. */
  weight: z.int().nullable(),
});
export type RecordSet = z.infer<typeof RecordSet>;

/**
 * The sets of every declared name, of all types that lead to an address; an empty list when there is none. Absent: there
 * is no public zone.
 */
export const dnsRecords = defineCollector<RecordSet[]>({
  id: 'aws/route-53/records',
  title: 'Records in public hosted zones',
  operations: [listHostedZonesByName, listResourceRecordSets],
  item: z.array(RecordSet),
  keys: (spec) => Object.keys(spec.dns ?? {}),
  collect: (context) =>
    observeEach(Object.keys(context.spec.dns ?? {}), (name) => setsOf(context, name)),
});

/** The most that one call gives: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html */
const MAX_RECORDS = 300;
const MAX_ZONES = 100;

async function setsOf(context: CollectContext, name: string): Promise<Observation<RecordSet[]>> {
  const declared = context.spec.dns?.[name];
  if (declared === undefined) return absent([]);
  const zone = await publicZone(context, declared.zone);
  if (zone.state !== 'present') return zone;
  const answer = await context.aws.read(listResourceRecordSets, {
    HostedZoneId: zone.value,
    StartRecordName: name,
    // The first of all types.
    StartRecordType: 'A',
    MaxItems: MAX_RECORDS,
  });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return absent(answer.calls);
  const calls = [...zone.calls, ...answer.calls];
  const { ResourceRecordSets = [], NextRecordName, IsTruncated } = answer.value;
  if (IsTruncated === true && plain(NextRecordName ?? name) === plain(name)) {
    return malformed(listResourceRecordSets, calls, 'The name has more sets than one call gives.');
  }
  const sets = ResourceRecordSets.filter(({ Name }) => plain(Name ?? '') === plain(name));
  return present(sets.flatMap(toItem), calls);
}

async function publicZone({ aws }: CollectContext, name: string): Promise<Observation<string>> {
  const answer = await aws.read(listHostedZonesByName, { DNSName: name, MaxItems: MAX_ZONES });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return absent(answer.calls);
  const zones = (answer.value.HostedZones ?? []).filter(
    ({ Name, Config }) => plain(Name ?? '') === plain(name) && Config?.PrivateZone !== true,
  );
  const [zone, ...others] = zones;
  if (zone === undefined) return absent(answer.calls);
  if (others.length > 0) {
    return malformed(listHostedZonesByName, answer.calls, 'Several public zones have the name.');
  }
  return zone.Id === undefined
    ? malformed(listHostedZonesByName, answer.calls, 'The zone in it has no id.')
    : present(zone.Id.replace(/^\/hostedzone\//, ''), answer.calls);
}

/** Nothing for a set of a type that leads to no address. */
function toItem(set: ResourceRecordSet): RecordSet[] {
  const type = TYPES.find((each) => each === set.Type);
  if (type === undefined) return [];
  const alias = set.AliasTarget?.DNSName;
  return [
    {
      type,
      alias: alias === undefined ? null : plain(alias),
      values: (set.ResourceRecords ?? []).map(({ Value }) => plain(Value ?? '')),
      ttlSeconds: set.TTL ?? null,
      weight: set.Weight ?? null,
    },
  ];
}

/** Names are told apart neither by case nor by the final dot. Route 53 writes a wildcard as `\\052`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '').replaceAll('\\052', '*');
}
