import { deleteRecord, putRecord } from '../deploy/dns.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Fault } from './fault.ts';
import { must } from './pick.ts';

const record = (spec: Spec) => {
  const [name, declared] = must(Object.entries(spec.dns ?? {})[0], 'DNS record');
  return { name, declared };
};

export const DNS_FAULTS: readonly Fault[] = [
  {
    id: 'name-points-to-the-old-system',
    describes: 'The name of the API points to the old system still.',
    breaks: [{ check: 'dns/record', subject: (spec) => record(spec).name }],
    async apply(context) {
      const { name, declared } = record(context.spec);
      const { zone, type } = declared;
      await putRecord(context, name, { zone, type, value: '192.0.2.10', ttlSeconds: 300 });
      return null;
    },
    async heal(context) {
      const { name, declared } = record(context.spec);
      await putRecord(context, name, declared);
    },
  },
  {
    id: 'users-of-ipv6-on-the-old-system',
    describes: 'The name of the API leads users of IPv6 to the old system still.',
    breaks: [{ check: 'dns/record', subject: (spec) => record(spec).name }],
    async apply(context) {
      await putRecord(context, record(context.spec).name, oldAaaa(context.spec));
      return null;
    },
    async heal(context) {
      await deleteRecord(context, record(context.spec).name, oldAaaa(context.spec));
    },
  },
  {
    id: 'most-users-moved-at-once',
    describes: 'A name has the declared weight for the new system, and the old one has hardly any.',
    breaks: [{ check: 'dns/record', subject: (spec) => weighted(spec).name }],
    async apply(context) {
      const { name, declared, weight } = weighted(context.spec);
      await putRecord(context, name, declared, { old: Math.ceil(weight / 10) });
      return null;
    },
    async heal(context) {
      const { name, declared } = weighted(context.spec);
      await putRecord(context, name, declared);
    },
  },
];

function oldAaaa(spec: Spec) {
  const { zone } = record(spec).declared;
  return { zone, type: 'AAAA' as const, value: '2001:db8::10', ttlSeconds: 300 };
}

function weighted(spec: Spec) {
  const found = Object.entries(spec.dns ?? {}).find(([, { weight }]) => weight !== undefined);
  const [name, declared] = must(found, 'DNS record with a weight');
  return { name, declared, weight: must(declared.weight, 'weight') };
}
