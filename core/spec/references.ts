import type { Flaw } from './problems.ts';
import { flawsOf, type Complaint } from './references/complaint.ts';
import { dataStoreComplaints } from './references/data-stores.ts';
import { declaredIn, type Declared } from './references/declared.ts';
import { keyComplaints } from './references/keys.ts';
import { loadComplaints } from './references/load.ts';
import { loadBalancingComplaints } from './references/load-balancing.ts';
import { messagingComplaints } from './references/messaging.ts';
import { networkComplaints } from './references/network.ts';
import { operationsComplaints } from './references/operations.ts';
import { scopeComplaints } from './references/scope.ts';
import { serviceComplaints } from './references/services.ts';
import type { SourceMap } from './source-tree.ts';
import type { Spec } from './spec.ts';

const RULES: readonly ((spec: Spec, declared: Declared) => readonly Complaint[])[] = [
  operationsComplaints,
  serviceComplaints,
  dataStoreComplaints,
  networkComplaints,
  keyComplaints,
  loadBalancingComplaints,
  messagingComplaints,
  scopeComplaints,
  loadComplaints,
];

/**
 * What no schema can say: that every name which is used is declared, and that values which belong together fit. AWS
 * would refuse most of it; a spec that AWS refuses cannot be met by any deployment.
 */
export function referenceFlaws(spec: Spec, root: SourceMap): readonly Flaw[] {
  const declared = declaredIn(spec);
  const complaints = RULES.flatMap((rule) => rule(spec, declared));
  return flawsOf(complaints, root);
}
