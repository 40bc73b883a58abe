import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { dnsRecords, type RecordSet } from '../../collectors/aws/route-53/records.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';

interface RecordSubject extends Subject {
  readonly declared: NonNullable<Spec['dns']>[string];
}

export default defineCheck({
  id: 'dns/record',
  title:
    'The name points where the spec says, with its weight, and can be pointed elsewhere soon enough',
  risk: 'Users go on to the old system, or cannot be sent back to it.',
  remediation:
    'Point the record at the declared load balancer or value, with the declared weight and time to live.',
  fix: {
    cli: 'aws route53 change-resource-record-sets --hosted-zone-id <zone> --change-batch file://<change>.json',
    cdk: 'new route53.ARecord(this, "<id>", { zone, recordName: "<name>", target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(alb)) })',
  },
  severity: 'critical',
  resourceType: 'AWS::Route53::RecordSet',
  references: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
  ],
  controls: [],
  proves: ['security/dns'],
  needs: { records: dnsRecords, balancers: loadBalancers },
  none: 'The spec declares no DNS record.',
  subjects: (spec): readonly RecordSubject[] =>
    Object.entries(spec.dns ?? {}).map(([name, declared]) => ({
      name,
      path: ['dns', name],
      declared,
    })),

  evaluate({ name, declared }, { records, balancers }) {
    const { loadBalancer, value, weight, ttlSeconds } = declared;
    const expected = {
      ...(loadBalancer === undefined ? { value: value ?? null } : { loadBalancer }),
      ...(weight !== undefined && { weight }),
      ...(ttlSeconds !== undefined && { ttlSecondsAtMost: ttlSeconds }),
    };
    const sets = records.get(name);
    if (sets === null) return fail('There is no public hosted zone of the name.', expected, {});
    const actual = { sets };
    const balancer = loadBalancer === undefined ? null : balancers.get(loadBalancer);
    if (loadBalancer !== undefined && balancer === null) {
      return fail('The load balancer does not exist.', expected, actual);
    }
    const target = loadBalancer === undefined ? (value ?? '') : (balancer?.dnsName ?? null);
    if (target === null) return unknown('AWS does not give the name of the load balancer.');
    const own = sets.filter(({ type }) => type === declared.type);
    if (own.length === 0) return fail('The record does not exist.', expected, actual);
    if (!own.some((set) => pointsTo(set, target))) {
      return fail('The record points elsewhere.', expected, actual);
    }
    // Without a declared weight all users are sent there.
    const wanted = weight ?? 100;
    if (!isShare(own, target, wanted)) {
      return weight === undefined
        ? fail('The record sends some users elsewhere.', expected, actual)
        : fail('The record sends another share of users there than declared.', expected, actual);
    }
    // Who speaks IPv6 asks for that first.
    const others = (['A', 'AAAA', 'CNAME'] as const)
      .map((type) => ({ type, sets: sets.filter((set) => set.type === type) }))
      .filter((other) => other.sets.length > 0 && !isShare(other.sets, target, wanted));
    if (others.length > 0) {
      return fail('A record of another type sends users elsewhere.', expected, actual, {
        details: others.map(({ type }) => `The ${type} record sends its users elsewhere.`),
      });
    }
    // An alias has the time to live of what it points to.
    const slow = sets.some(
      (set) => set.ttlSeconds !== null && set.ttlSeconds > (ttlSeconds ?? Infinity),
    );
    return slow
      ? fail('Resolvers keep the record for longer than declared.', expected, actual)
      : pass(expected, actual);
  },
});

/**
 * Whether that many of a hundred users are sent to the target by the sets of one type. Weights are relative: 10 beside 90
 * is a tenth, and 10 alone is all. Sets without weights, such as those told apart by place, may each be anybody's.
 */
function isShare(sets: readonly RecordSet[], target: string, percent: number): boolean {
  const right = sets.filter((set) => pointsTo(set, target));
  if (sets.some(({ weight }) => weight === null)) {
    return (
      (right.length === sets.length && percent === 100) || (right.length === 0 && percent === 0)
    );
  }
  const total = totalWeight(sets);
  // Where all weights are 0, Route 53 takes them for equal.
  return total === 0
    ? right.length * 100 === percent * sets.length
    : totalWeight(right) * 100 === percent * total;
}

function totalWeight(sets: readonly RecordSet[]): number {
  return sets.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
}

/** AWS puts `dualstack.` before the name of a load balancer where an alias is made in the console. */
function pointsTo({ alias, values }: RecordSet, target: string): boolean {
  const wanted = target.toLowerCase().replace(/\.$/, '');
  const targets = [...(alias === null ? [] : [alias]), ...values];
  // Resolvers are given all values and take any of them.
  return (
    targets.length > 0 &&
    targets.every((each) => each.toLowerCase().replace(/^dualstack\./, '') === wanted)
  );
}
