import type { LinkSpec } from '../../../core/spec/sections/network.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { vpcKeys } from './declared-vpc.ts';

/** The names of the declared links of a kind. */
export function linkNames({ network }: Spec, kind: LinkSpec['kind']): readonly string[] {
  return Object.entries(network?.links ?? {})
    .filter(([, link]) => link.kind === kind)
    .map(([name]) => name);
}

/** The keys of an artifact of links of a kind: the VPC's name, and none where the spec declares no such link. */
export function linkKeys(kind: LinkSpec['kind']): (spec: Spec) => readonly string[] {
  return (spec) => (linkNames(spec, kind).length === 0 ? [] : vpcKeys(spec));
}
