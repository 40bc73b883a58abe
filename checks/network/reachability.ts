import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { groupNamed, SEVERAL } from '../sg/deployed.ts';
import { addressesOf, listCidrs } from '../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../sg/algebra/cidr.ts';
import type { PrefixLists } from '../sg/algebra/coverage.ts';
import { publicPart } from '../sg/algebra/public.ts';
import { NO_SUBNET, NO_VPC, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { deployedVpc, endOf, VPC_NEEDS } from './ends.ts';
import { declaredFlows, ENDPOINTS, INTERNET } from './flows.ts';
import { bearersOfGroups, type Bearer } from './places.ts';
import { stepsOf, type Step } from './reachability/flow.ts';
import type { Origin } from './reachability/place.ts';

interface PlacedFlow extends Subject {
  readonly vpc: string;
  /** A declared security group, or the internet. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** What the spec gives the groups of the two ends. The internet has none. */
  readonly senders: readonly Bearer[];
  readonly receivers: readonly Bearer[];
}

/** Everybody who may call from the internet, over IPv4: a load balancer has these addresses always, others only when it asks. */
const WORLD = publicPart(addressesOf([EVERYWHERE[4]]));

/**
 * Judges the declared groups, all that an end has together, where the spec places it; that these are attached is judged
 * where they belong.
 */
export default defineCheck({
  id: 'network/reachability',
  title: 'The declared flow arrives, and its answers return: by routes, network ACLs and groups',
  risk: 'Everything looks right by itself, and the first call from one service to another times out.',
  remediation: 'Open what the details name as closed, in the direction that they name.',
  fix: {
    cli: 'aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=<subnet>',
    cdk: 'service.connections.allowTo(other, ec2.Port.tcp(<port>))',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::VPC',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
  ],
  controls: [],
  proves: ['security/security-groups', 'security/vpc'],
  needs: VPC_NEEDS,
  none: 'The spec declares no flow.',
  subjects: placedFlows,

  evaluate({ vpc, from, to, port, senders, receivers }, artifacts, context) {
    const expected = { port, closed: [] };
    const groups = artifacts.groups.get(vpc);
    if (groups === null) return fail(NO_VPC, expected, {});
    const own = [to, ...(from === INTERNET ? [] : [from])];
    const beside = [...senders, ...receivers].flatMap((bearer) => bearer.groups);
    const named = new Map([...own, ...beside].map((name) => [name, groupNamed(groups, name)]));
    if ([...named.values()].includes('several')) return unknown(SEVERAL);
    if (own.some((name) => named.get(name) === null)) {
      return fail('A security group of the flow does not exist.', expected, {});
    }
    const deployed = artifacts.subnets.get(vpc);
    const places = new Map(
      [...senders, ...receivers]
        .flatMap((bearer) => bearer.subnets)
        .map((name) => [name, subnetNamed(deployed, name)]),
    );
    if ([...places.values()].includes(null)) return fail(NO_SUBNET, expected, {});
    if ([...places.values()].includes('several')) return unknown(SEVERAL_SUBNETS);

    const network = deployedVpc(vpc, groups, artifacts);
    const endsOf = (bearers: readonly Bearer[]) =>
      bearers.map((bearer) => {
        const ids = bearer.groups.map((name) => named.get(name)).filter(isOne);
        const where = bearer.subnets.map((name) => places.get(name)).filter(isOne);
        return endOf(
          ids.map(({ id }) => id),
          where,
          network,
          context,
        );
      });
    const ends = endsOf(receivers);
    const starts = endsOf(senders);
    const origins: readonly Origin[] =
      from === INTERNET
        ? [{ kind: 'internet', addresses: WORLD }]
        : starts.map(({ interfaces }) => interfaces);
    const judge = (lists: PrefixLists) =>
      origins.flatMap((origin) =>
        ends.flatMap(({ interfaces }) => stepsOf(origin, interfaces, port, lists)),
      );
    // Lists are asked for only where they matter: what is not needed and not seen would cost the pass.
    const plain = judge(new Map());
    const steps = plain.some(({ half }) => half === 'undecided')
      ? judge(new Map([...starts, ...ends].flatMap(({ readLists }) => [...readLists()])))
      : plain;

    const closed = [...new Set(steps.filter(({ half }) => half === 'closed').map(tell))];
    const actual = { steps: steps.length, closed };
    if (closed.length > 0) {
      const details = closed.map((step) => `Closed: ${step}.`);
      return fail('The declared flow does not arrive, or gets no answer.', expected, actual, {
        details,
      });
    }
    const [undecided] = steps.filter(({ half }) => half === 'undecided');
    return undecided === undefined
      ? pass(expected, actual)
      : unknown(`It cannot be told whether this lets the flow pass: ${tell(undecided)}.`);
  },
});

const isOne = <Found>(found: Found | 'several' | null | undefined): found is Found =>
  found !== null && found !== undefined && found !== 'several';

/** Where it is closed for a part only, which: to deny a few addresses of the internet is no mistake, but it is declared nowhere. */
function tell(step: Step): string {
  const [first, ...others] = step.closedFor === null ? [] : listCidrs(step.closedFor);
  if (first === undefined) return passageOf(step);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${passageOf(step)}, for ${first}${more}`;
}

function passageOf(step: Step): string {
  switch (step.layer) {
    case 'groups':
      return step.direction === 'egress'
        ? 'the port out of the security group of the sender'
        : 'the port into the security group of the receiver';
    case 'routes':
      return `the routes of ${step.place.name} to ${nameOf(step.other)}`;
    case 'acl': {
      const what = step.what === 'port' ? 'the port' : 'the answers';
      return step.direction === 'egress'
        ? `${what} out of ${step.place.name} to ${nameOf(step.other)} by the network ACL`
        : `${what} into ${step.place.name} from ${nameOf(step.other)} by the network ACL`;
    }
  }
}

function nameOf(place: { readonly name: string } | null): string {
  return place?.name ?? 'the internet';
}

function placedFlows(spec: Spec): readonly PlacedFlow[] {
  const bearers = bearersOfGroups(spec);
  return declaredFlows(spec).map(({ name, path, vpc, from, to, port }) => {
    const [senders, receivers] = [from, to].map((group) => distinct(bearers.get(group) ?? []));
    const flow = {
      name,
      path,
      vpc,
      from,
      to,
      port,
      senders: senders ?? [],
      receivers: receivers ?? [],
    };
    if (to === ENDPOINTS) {
      return { ...flow, notApplicable: 'The spec declares no security group of the endpoints.' };
    }
    const isPlaced = flow.receivers.length > 0 && (from === INTERNET || flow.senders.length > 0);
    return isPlaced
      ? flow
      : {
          ...flow,
          notApplicable: 'The spec places nothing with the security group in a subnet.',
        };
  });
}

/** Services that have the same groups in the same subnets are as good as one. */
function distinct(bearers: readonly Bearer[]): readonly Bearer[] {
  return [...new Map(bearers.map((bearer) => [JSON.stringify(bearer), bearer])).values()];
}
