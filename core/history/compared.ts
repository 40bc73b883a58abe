import { z } from 'zod';
import { Finding } from '../finding.ts';
import type { Report } from '../report.ts';

/** What a comparison reads of a finding. */
const COMPARED = {
  check: true,
  subject: true,
  severity: true,
  status: true,
  account: true,
  region: true,
  spec: true,
  reads: true,
  causes: true,
  waiver: true,
  message: true,
  actual: true,
  details: true,
} as const satisfies Partial<Record<keyof Finding, true>>;

export type ComparedFinding = Pick<Finding, keyof typeof COMPARED>;

/** Takes a whole finding, and leaves its calls out, and how it is as it is unless it fails: what is left is a fifth of it. */
export const ComparedFinding: z.ZodType<ComparedFinding> = z
  .object(Finding.pick(COMPARED).shape)
  .transform((finding) =>
    finding.status === 'fail' ? finding : { ...finding, message: null, actual: null, details: [] },
  );

/** A document of which the findings are no more than a comparison reads. */
export type ComparedReport = Omit<Report, 'findings'> & {
  readonly findings: readonly ComparedFinding[];
};
