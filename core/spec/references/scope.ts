import type { Spec } from '../spec.ts';
import { complain, type Complaint } from './complaint.ts';

/** A scope that nothing can be in would find nothing, and say that all is declared. */
export function scopeComplaints({ scope }: Spec): readonly Complaint[] {
  if (scope === undefined) return [];
  const { namePrefixes = [], tags = {} } = scope;
  return namePrefixes.length > 0 || Object.keys(tags).length > 0
    ? []
    : [complain(['scope'], 'a scope has at least one name prefix or tag')];
}
