// What the tests of the ec2 collectors share. Only tests import it.
import type { Spec } from '../../../../core/spec/spec.ts';

export const VPC = 'vpc-1';

export const network: Partial<Spec> & { network: NonNullable<Spec['network']> } = {
  network: {
    vpc: { name: 'main', cidr: '10.0.0.0/16' },
    subnets: {},
    nat: { mode: 'per-zone' },
    endpoints: { interface: [], gateway: [] },
    flowLogs: { traffic: 'ALL', retentionDays: 30 },
  },
};

export function anError(code: string): Error {
  return Object.assign(new Error('No.'), { name: code });
}
