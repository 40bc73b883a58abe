import { putRecord } from '../deploy/dns.ts';
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
];
