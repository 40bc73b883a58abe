import type { RecordSet } from '../../collectors/aws/route-53/records.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { balancerArtifact } from '../elb/testing/fixtures.ts';
import check from './record.ts';

const DNS = 'public-1.us-east-1.elb.amazonaws.com';
const declared = { zone: 'example.com', type: 'A' as const, loadBalancer: 'public' };
const subject = { name: 'api.example.com', path: ['dns', 'api.example.com'], declared };
const set = (facts: Partial<RecordSet> = {}): RecordSet => ({
  type: 'A',
  alias: DNS,
  values: [],
  ttlSeconds: null,
  weight: null,
  ...facts,
});
const having = (...sets: RecordSet[]) => ({
  records: { 'api.example.com': sets },
  balancers: { public: balancerArtifact() },
});
const old = (facts: Partial<RecordSet> = {}) =>
  set({ alias: null, values: ['192.0.2.1'], ttlSeconds: 60, ...facts });
const weighted = { declared: { ...declared, weight: 10 } };
const cname = {
  declared: {
    zone: 'example.com',
    type: 'CNAME' as const,
    value: 'www.example.org',
    ttlSeconds: 60,
  },
};
const name = (facts: Partial<RecordSet> = {}) =>
  set({ type: 'CNAME', alias: null, values: ['www.example.org'], ttlSeconds: 60, ...facts });

testCheck(check, subject, {
  pass: [
    { name: 'an alias', artifacts: having(set()) },
    {
      name: 'an alias for both kinds of addresses',
      artifacts: having(set({ alias: `dualstack.${DNS}` })),
    },
    {
      name: 'the declared weight, and the old system has the rest',
      subject: weighted,
      artifacts: having(set({ weight: 10 }), old({ weight: 90 })),
    },
    {
      name: 'the declared share in smaller weights, of both kinds of addresses',
      subject: weighted,
      artifacts: having(
        ...[set({ weight: 1 }), old({ weight: 9 })],
        ...[set({ type: 'AAAA', weight: 10 }), old({ type: 'AAAA', weight: 90 })],
      ),
    },
    {
      name: 'addresses of both kinds lead there',
      artifacts: having(set(), set({ type: 'AAAA', alias: `dualstack.${DNS}` })),
    },
    {
      name: 'nobody is sent there yet, by addresses of either kind',
      subject: { declared: { ...declared, weight: 0 } },
      artifacts: having(
        ...[set({ weight: 0 }), old({ weight: 100 })],
        old({ type: 'AAAA', values: ['2001:db8::1'] }),
      ),
    },
    {
      name: 'no weight left for the old system',
      artifacts: having(set({ weight: 100 }), old({ weight: 0 })),
    },
    { name: 'a value', subject: cname, artifacts: having(name()) },
    {
      name: 'a value for shorter than declared',
      subject: cname,
      artifacts: having(name({ ttlSeconds: 30 })),
    },
  ],
  fail: [
    {
      name: 'the old system beside it, in one record',
      subject: cname,
      artifacts: having(name({ values: ['www.example.org', '192.0.2.1'] })),
      message: 'The record points elsewhere.',
    },
    {
      name: 'no weight for anybody, which is the same for all',
      artifacts: having(set({ weight: 0 }), old({ weight: 0 })),
      message: 'The record sends some users elsewhere.',
    },
    {
      name: 'no zone',
      artifacts: { ...having(), records: { 'api.example.com': null } },
      message: 'There is no public hosted zone of the name.',
    },
    { name: 'no record', artifacts: having(), message: 'The record does not exist.' },
    {
      name: 'no load balancer',
      artifacts: { ...having(set()), balancers: { public: null } },
      message: 'The load balancer does not exist.',
    },
    { name: 'the old system', artifacts: having(old()), message: 'The record points elsewhere.' },
    {
      name: 'another load balancer',
      artifacts: having(set({ alias: `other-${DNS}` })),
      message: 'The record points elsewhere.',
    },
    {
      name: 'some users go to the old system',
      artifacts: having(set({ weight: 90 }), old({ weight: 10 })),
      message: 'The record sends some users elsewhere.',
    },
    ...[
      { name: 'another weight', sets: [set({ weight: 50 }), old({ weight: 50 })] },
      { name: 'the weight of the old system', sets: [set({ weight: 90 }), old({ weight: 10 })] },
      {
        name: 'the declared weight beside hardly any',
        sets: [set({ weight: 10 }), old({ weight: 1 })],
      },
      {
        name: 'the declared weight beside none',
        sets: [set({ weight: 10 }), old({ weight: 0 })],
      },
      { name: 'the declared weight alone', sets: [set({ weight: 10 })] },
      { name: 'no weights', sets: [set()] },
      { name: 'by place', sets: [set(), old()] },
      { name: 'no weight for anybody', sets: [set({ weight: 0 }), old({ weight: 0 })] },
    ].map(({ name: title, sets }) => ({
      name: `another share than ten of a hundred: ${title}`,
      subject: weighted,
      artifacts: having(...sets),
      message: 'The record sends another share of users there than declared.',
    })),
    {
      name: 'users of IPv6 go to the old system',
      artifacts: having(set(), old({ type: 'AAAA', values: ['2001:db8::1'] })),
      message: 'A record of another type sends users elsewhere.',
      details: ['The AAAA record sends its users elsewhere.'],
    },
    {
      name: 'all users of IPv6 come at once',
      subject: weighted,
      artifacts: having(set({ weight: 10 }), old({ weight: 90 }), set({ type: 'AAAA' })),
      message: 'A record of another type sends users elsewhere.',
      details: ['The AAAA record sends its users elsewhere.'],
    },
    {
      name: 'a record of another type alone',
      artifacts: having(set({ type: 'AAAA' })),
      message: 'The record does not exist.',
    },
    {
      name: 'a day',
      subject: cname,
      artifacts: having(name({ ttlSeconds: 86_400 })),
      message: 'Resolvers keep the record for longer than declared.',
    },
  ],
  unknown: [
    {
      name: 'a load balancer without a name',
      artifacts: { ...having(set()), balancers: { public: balancerArtifact({ dnsName: null }) } },
      message: 'AWS does not give the name of the load balancer.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: {
        ...having(set()),
        records: { 'api.example.com': denied('route53:ListResourceRecordSets') },
      },
      message: 'AWS denied route53:ListResourceRecordSets.',
    },
  ],
});
