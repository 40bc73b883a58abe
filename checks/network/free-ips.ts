import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { NO_SUBNET, resourceOf, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { declaredSubnets } from './subjects.ts';

/** Shares of the addresses in use at which the subnet is worth a word, and at which it fails. */
const FILLING = 0.75;
const FULL = 0.9;
/** AWS keeps the first four addresses of a subnet and the last one. */
const RESERVED = 5;

export default defineCheck({
  id: 'network/free-ips',
  title: 'The subnet has addresses left for the planned peak',
  risk: 'At the peak, or in the middle of a rollout, new tasks get no address and do not start.',
  remediation: 'Move the tasks to larger subnets, or add subnets and a further block to the VPC.',
  fix: {
    cli: 'aws ec2 create-subnet --vpc-id <vpc> --cidr-block <cidr> --availability-zone <zone>',
    cdk: 'new ec2.Vpc(this, "<id>", { subnetConfiguration: [{ name: "<name>", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: <bits> }] })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::Subnet',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],
  controls: [],
  proves: ['sizing/headroom'],
  needs: { subnets },
  none: 'The spec declares no private or database subnet.',
  subjects: (spec) =>
    declaredSubnets(spec, ['private', 'database']).map((subject) => ({
      ...subject,
      peak: peakOf(spec, subject.subnet, subject.declaredSubnet.tier === 'private'),
    })),

  evaluate({ vpc, subnet: name, peak }, artifacts) {
    const expected = { freeAtLeast: peak, usedBelow: `${FULL * 100} %` };
    const found = subnetNamed(artifacts.subnets.get(vpc), name);
    if (found === null) return fail(NO_SUBNET, expected, {});
    if (found === 'several') return unknown(SEVERAL_SUBNETS);
    const { freeAddresses: free, cidr } = found.subnet;
    const size = sizeOf(cidr);
    if (free === null || size === null) {
      return unknown('EC2 does not give the block and the free addresses of the subnet.');
    }
    const used = 1 - free / size;
    const actual = { size, free, used: `${Math.round(used * 100)} %` };
    const resource = resourceOf(found);
    if (free < peak) {
      const message = 'The subnet has fewer addresses left than the planned peak takes.';
      return fail(message, expected, actual, resource);
    }
    if (used >= FULL) return fail('The subnet is all but full.', expected, actual, resource);
    return pass(expected, actual, {
      ...resource,
      details: used >= FILLING ? [`The subnet is filled by ${actual.used}.`] : [],
    });
  },
});

function sizeOf(cidr: string | null): number | null {
  const bits = Number(/\/(\d+)$/.exec(cidr ?? '')?.[1] ?? NaN);
  const size = 2 ** (32 - bits) - RESERVED;
  return Number.isNaN(bits) || size <= 0 ? null : size;
}

/** One address a task, a member of a database and an endpoint, each spread over the declared subnets. */
function peakOf(spec: Spec, subnet: string, hasEndpoints: boolean): number {
  const share = (count: number, names: readonly string[]) =>
    names.includes(subnet) ? Math.ceil(count / names.length) : 0;
  const tasks = Object.values(spec.clusters ?? {})
    .flatMap(({ services }) => Object.values(services))
    .map(({ scaling, desiredCount, deployment, network }) =>
      share(
        ((scaling?.maxTasks ?? desiredCount ?? 1) * deployment.maximumPercent) / 100,
        network.subnets,
      ),
    );
  const members = Object.values(spec.aurora ?? {}).map(({ readers, subnetGroup }) =>
    share(readers + 1, subnetGroup.subnets),
  );
  const endpoints = hasEndpoints ? (spec.network?.endpoints.interface.length ?? 0) : 0;
  return [...tasks, ...members, endpoints].reduce((sum, count) => sum + count, 0);
}
