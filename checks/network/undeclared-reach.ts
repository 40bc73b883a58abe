import type { SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { listCidrs } from '../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../sg/algebra/cidr.ts';
import type { PrefixLists } from '../sg/algebra/coverage.ts';
import { describePorts } from '../sg/algebra/describe.ts';
import type { Peer, Rule } from '../sg/algebra/rule.ts';
import { declaredRules } from '../sg/declared.ts';
import { groupNamed, idsNamed, SEVERAL } from '../sg/deployed.ts';
import { declaredGroups, NO_GROUPS, type GroupSubject } from '../sg/subjects.ts';
import { NO_SUBNET, NO_VPC, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { deployedVpc, endOf, placeOf, VPC_NEEDS } from './ends.ts';
import { declaredFlows, INTERNET, type DeclaredFlow } from './flows.ts';
import { placesOfGroups } from './places.ts';
import { undeclaredReach, type UndeclaredReach } from './reachability/undeclared.ts';

interface ReceiverSubject extends GroupSubject {
  /** Names of the subnets in which the spec places what has the group. */
  readonly subnets: readonly string[];
  /** The declared flows to it. */
  readonly flows: readonly Pick<DeclaredFlow, 'from' | 'port'>[];
}

/** Judges TCP, by which all declared flows go; what rules let in of other protocols is compared rule by rule elsewhere. */
export default defineCheck({
  id: 'network/undeclared-reach',
  title: 'Nobody reaches what is deployed but by a declared rule or flow',
  risk: 'Somebody whom nobody planned opens connections to the service or the database.',
  remediation: 'Revoke the rule by which it comes in, or declare it.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'new ec2.SecurityGroup(this, "<id>", { vpc })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
  ],
  controls: [],
  proves: ['security/security-groups', 'security/vpc'],
  needs: VPC_NEEDS,
  none: NO_GROUPS,
  subjects: receivers,

  evaluate({ vpc, group: name, declared, flows, subnets: names }, artifacts, context) {
    const expected = { undeclared: [] };
    const groups = artifacts.groups.get(vpc);
    if (groups === null) return fail(NO_VPC, expected, {});
    const group = groupNamed(groups, name);
    if (group === null) return fail('The security group does not exist.', expected, {});
    if (group === 'several') return unknown(SEVERAL);
    const deployed = artifacts.subnets.get(vpc) ?? {};
    const found = names.map((one) => subnetNamed(deployed, one));
    if (found.includes(null)) return fail(NO_SUBNET, expected, {});
    if (found.includes('several')) return unknown(SEVERAL_SUBNETS);

    const network = deployedVpc(vpc, groups, artifacts);
    const all = Object.entries(deployed).map(([id, subnet]) => ({ id, subnet }));
    const receiver = endOf(
      [group.id],
      found.filter((one) => one !== null && one !== 'several'),
      network,
      context,
    );
    const around = {
      places: all.map((subnet) => placeOf(subnet, network)),
      hasGroup: (id: string) => groups.byId[id] !== undefined,
    };
    const judge = (lists: PrefixLists, listId: (name: string) => readonly string[]) => {
      const allowed = [
        ...declaredRules('ingress', name, declared, {
          group: (peer) => idsNamed(groups, peer),
          prefixList: listId,
        }).rules,
        ...flows.flatMap((flow) => rulesOfFlow(flow, groups)),
      ];
      const to = receiver.interfaces;
      return {
        surely: undeclaredReach(to, allowed, around, lists, 'blocks'),
        perhaps: undeclaredReach(to, allowed, around, lists, 'admits'),
      };
    };
    // Lists are asked for only where they matter: what is not needed and not seen would cost the pass.
    const plain = judge(new Map(), () => []);
    const { surely, perhaps } =
      plain.perhaps.length > 0 ? judge(receiver.readLists(), listIds) : plain;
    function listIds(list: string) {
      return (artifacts.groupLists.get(name) ?? [])
        .filter((one) => one.name === list)
        .map(({ id }) => id);
    }

    const undeclared = tellAll(surely, groups);
    const actual = { undeclared };
    if (undeclared.length > 0) {
      const details = undeclared.map((one) => `Not declared: ${one}.`);
      return fail('What is not declared gets through.', expected, actual, { details });
    }
    const [doubtful] = tellAll(perhaps, groups);
    if (doubtful === undefined) return pass(expected, actual);
    // Throws when the lists were not seen.
    const { rules } = receiver.interfaces.ingress;
    if (rules.some(({ peer }) => peer.kind === 'prefix-list')) artifacts.groupLists.get(name);
    return unknown(`It cannot be told whether this gets through: ${doubtful}.`);
  },
});

function rulesOfFlow(
  { from, port }: Pick<DeclaredFlow, 'from' | 'port'>,
  groups: SecurityGroups,
): readonly Rule[] {
  const peers: readonly Peer[] =
    from === INTERNET
      ? [EVERYWHERE[4], EVERYWHERE[6]].map((cidr) => ({ kind: 'cidr', cidr }))
      : idsNamed(groups, from).map((id) => ({ kind: 'group', id, account: null }));
  const ports = { from: port, to: port + 1 };
  return peers.map((peer) => ({ direction: 'ingress', protocol: 'tcp', ports, peer }));
}

/** Each once: who, at which ports, and from where. */
function tellAll(reaches: readonly UndeclaredReach[], groups: SecurityGroups): readonly string[] {
  return [...new Set(reaches.map((reach) => tell(reach, groups)))];
}

function tell({ who, ports, sources }: UndeclaredReach, groups: SecurityGroups): string {
  const port = describePorts('tcp', ports);
  const [first, ...others] = listCidrs(sources);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const from = `${first ?? 'nowhere'}${more}`;
  switch (who.kind) {
    case 'vpc':
      return `tcp ${port} from addresses of the VPC: ${from}`;
    case 'internet':
      return `tcp ${port} from the internet: ${from}`;
    case 'network':
      return `tcp ${port} from other networks: ${from}`;
    case 'group':
      return `tcp ${port} from sg ${groups.byId[who.id]?.name ?? who.id}`;
  }
}

function receivers(spec: Spec): readonly ReceiverSubject[] {
  const places = placesOfGroups(spec);
  const flowsTo = Map.groupBy(declaredFlows(spec), ({ to }) => to);
  return declaredGroups(spec).map((subject) => {
    const subnets = places.get(subject.group) ?? [];
    const flows = (flowsTo.get(subject.group) ?? []).map(({ from, port }) => ({ from, port }));
    return {
      ...subject,
      subnets,
      flows,
      ...(subnets.length === 0
        ? { notApplicable: 'The spec places nothing with the security group in a subnet.' }
        : {}),
    };
  });
}
