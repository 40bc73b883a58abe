import {
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { dnsRecords } from './records.ts';

const route53 = mockClient(Route53Client);
const spec = {
  dns: { 'api.example.com': { zone: 'example.com', type: 'A', loadBalancer: 'public' } },
} as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });
const zone = (id: string, name: string, PrivateZone = false) => ({
  Id: `/hostedzone/${id}`,
  Name: name,
  CallerReference: id,
  Config: { PrivateZone },
});
const zones = (...HostedZones: ReturnType<typeof zone>[]) =>
  route53
    .on(ListHostedZonesByNameCommand)
    .resolves({ HostedZones, IsTruncated: false, MaxItems: 100 });
const sets = (...ResourceRecordSets: object[]) =>
  route53.on(ListResourceRecordSetsCommand).resolves({
    ResourceRecordSets: ResourceRecordSets as never,
    IsTruncated: false,
    MaxItems: 100,
  });

const truncated = (NextRecordName: string) =>
  route53.on(ListResourceRecordSetsCommand).resolves({
    ResourceRecordSets: [],
    IsTruncated: true,
    NextRecordName,
    MaxItems: 300,
  });

beforeEach(() => {
  route53.reset();
  zones(zone('Z1', 'example.com.', true), zone('Z2', 'example.com.'), zone('Z3', 'example.org.'));
});

test('keeps the sets of the name that lead to an address, from the public zone', async () => {
  sets(
    {
      Name: 'API.example.com.',
      Type: 'A',
      SetIdentifier: 'new',
      Weight: 10,
      AliasTarget: {
        HostedZoneId: 'Z',
        DNSName: 'dualstack.Public-1.us-east-1.elb.amazonaws.com.',
        EvaluateTargetHealth: true,
      },
    },
    { Name: 'api.example.com.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.0.0.1' }] },
    {
      Name: 'api.example.com.',
      Type: 'AAAA',
      TTL: 60,
      ResourceRecords: [{ Value: '2001:db8::1' }],
    },
    { Name: 'api.example.com.', Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: 'a' }] },
    { Name: 'b.example.com.', Type: 'A' },
  );
  const { items, operations } = await collectWith(dnsRecords, spec);
  expect(items['api.example.com']).toMatchObject({
    state: 'present',
    value: [
      {
        type: 'A',
        alias: 'dualstack.public-1.us-east-1.elb.amazonaws.com',
        values: [],
        ttlSeconds: null,
        weight: 10,
      },
      { type: 'A', alias: null, values: ['10.0.0.1'], ttlSeconds: 60, weight: null },
      { type: 'AAAA', alias: null, values: ['2001:db8::1'], ttlSeconds: 60, weight: null },
    ],
  });
  expect(route53.commandCalls(ListResourceRecordSetsCommand)[0]?.args[0].input).toMatchObject({
    HostedZoneId: 'Z2',
    StartRecordName: 'api.example.com',
    StartRecordType: 'A',
    MaxItems: 300,
  });
  expect(operations).toEqual(actionsOf(dnsRecords));
});

test('no set is an empty list, and no public zone is absent', async () => {
  sets();
  expect((await collectWith(dnsRecords, spec)).items['api.example.com']).toMatchObject({
    value: [],
  });
  truncated('b.example.com.');
  expect((await collectWith(dnsRecords, spec)).items['api.example.com']).toMatchObject({
    value: [],
  });
  zones(zone('Z1', 'example.com.', true));
  expect((await collectWith(dnsRecords, spec)).items['api.example.com']?.state).toBe('absent');
});

test.each([
  [
    'zones are denied',
    () => route53.on(ListHostedZonesByNameCommand).rejects(named('AccessDenied')),
  ],
  [
    'records are denied',
    () => route53.on(ListResourceRecordSetsCommand).rejects(named('AccessDenied')),
  ],
  [
    'two public zones of the name',
    () => zones(zone('Z1', 'example.com.'), zone('Z2', 'example.com.')),
  ],
  ['more sets of the name than one call gives', () => truncated('api.example.com.')],
])('is not seen: %s', async (_, answer) => {
  sets();
  answer();
  expect((await collectWith(dnsRecords, spec)).items['api.example.com']?.state).toBe('unseen');
});
