// Findings and waivers for tests. Only tests import it.
import type { Finding } from '../../finding.ts';
import type { DeclaredWaiver } from '../waiver.ts';

export const ARN = 'arn:aws:ec2:us-east-1:123456789012:security-group/sg-1';

/** A failure of `sg/ingress-exact` on `db`, with what a test wants to be different. */
export function failing(facts: Partial<Finding> = {}): Finding {
  return {
    check: 'sg/ingress-exact',
    domain: 'sg',
    subject: 'db',
    title: 'Security group lets in the declared traffic and nothing else',
    severity: 'high',
    status: 'fail',
    message: 'The security group has undeclared rules.',
    expected: { ingress: [] },
    actual: { ingress: ['tcp 22 from 0.0.0.0/0'], count: 1 },
    details: ['Not declared: tcp 22 from 0.0.0.0/0.'],
    resource: { type: 'AWS::EC2::SecurityGroup', arn: ARN },
    account: '123456789012',
    region: 'us-east-1',
    spec: null,
    reads: [],
    calls: [],
    causes: [],
    waiver: null,
    ...facts,
  };
}

/** A waiver of that failure, until the end of the year. */
export function waiving(facts: Partial<DeclaredWaiver> = {}): DeclaredWaiver {
  return {
    id: 'W-1',
    check: 'sg/ingress-exact',
    match: { subject: 'db' },
    message: 'The security group has undeclared rules.',
    reason: 'The bastion goes with MIG-412.',
    owner: '@dba',
    expires: '2026-12-31',
    ...facts,
  };
}
