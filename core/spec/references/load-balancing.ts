import type { LoadBalancerSpec } from '../sections/load-balancing.ts';
import type { Path } from '../source-tree.ts';
import type { Spec } from '../spec.ts';
import {
  allDeclared,
  complain,
  declaredIfAny,
  mustBeDeclared,
  type Complaint,
} from './complaint.ts';
import type { Declared } from './declared.ts';

/** What load balancers, web ACLs and DNS records name. */
export function loadBalancingComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  const balancers = Object.entries(spec.loadBalancers ?? {}).flatMap(([name, balancer]) => {
    const path = ['loadBalancers', name];
    return [
      ...allDeclared([...path, 'subnets'], balancer.subnets, declared.subnets),
      ...allDeclared([...path, 'securityGroups'], balancer.securityGroups, declared.securityGroups),
      ...Object.entries(balancer.listeners).flatMap(([listener, of]) =>
        listenerComplaints([...path, 'listeners', listener], of, declared),
      ),
      ...twice([...path, 'listeners'], balancer.listeners, 'port'),
    ];
  });
  const webAcls = Object.entries(spec.webAcls ?? {}).flatMap(([name, { loadBalancer }]) =>
    mustBeDeclared(['webAcls', name, 'loadBalancer'], loadBalancer, declared.loadBalancers),
  );
  const dns = Object.entries(spec.dns ?? {}).flatMap(([name, { loadBalancer, value }]) => [
    ...declaredIfAny(['dns', name, 'loadBalancer'], loadBalancer, declared.loadBalancers),
    ...((loadBalancer === undefined) === (value === undefined)
      ? [complain(['dns', name, 'value'], 'a record has either a loadBalancer or a value')]
      : []),
  ]);
  return [...balancers, ...webAcls, ...dns];
}

function listenerComplaints(
  path: Path,
  listener: LoadBalancerSpec['listeners'][string],
  { targetGroups }: Declared,
): readonly Complaint[] {
  const { action, targetGroup, protocol, tlsPolicy, rules } = listener;
  return [
    ...declaredIfAny([...path, 'targetGroup'], targetGroup, targetGroups),
    ...(action === 'forward' && targetGroup === undefined
      ? [complain([...path, 'action'], 'a listener that forwards needs a targetGroup')]
      : []),
    ...(action !== 'forward' && targetGroup !== undefined
      ? [complain([...path, 'targetGroup'], `a listener with ${action} has no target group`)]
      : []),
    ...(protocol === 'HTTP' && tlsPolicy !== undefined
      ? [complain([...path, 'tlsPolicy'], 'only an HTTPS listener has a TLS policy')]
      : []),
    ...Object.entries(rules ?? {}).flatMap(([name, rule]) =>
      mustBeDeclared([...path, 'rules', name, 'targetGroup'], rule.targetGroup, targetGroups),
    ),
    ...twice([...path, 'rules'], rules ?? {}, 'priority'),
  ];
}

/** A complaint for each entry whose number another entry before it has. */
function twice<Key extends string>(
  path: Path,
  entries: Readonly<Record<string, Readonly<Record<Key, number>>>>,
  key: Key,
): readonly Complaint[] {
  const owners = new Map<number, string>();
  return Object.entries(entries).flatMap(([name, entry]) => {
    const owner = owners.get(entry[key]);
    if (owner === undefined) {
      owners.set(entry[key], name);
      return [];
    }
    return [complain([...path, name, key], `${owner} has the ${key} ${entry[key]} already`)];
  });
}
