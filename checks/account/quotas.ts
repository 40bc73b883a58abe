import { plannedQuotas } from '../../collectors/aws/service-quotas/planned.ts';
import { quotas } from '../../collectors/aws/service-quotas/quotas.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

/** What else stands in the account, and what a rollout takes on top. */
const HEADROOM = 1.2;

/** The quota is the account's, and what else stands in the account takes its part: of that nothing is known here. */
export default defineCheck({
  id: 'account/quotas',
  title: 'The quota of the account has room for the planned peak, and a fifth more',
  risk: 'Services stop scaling out in the middle of the load, and an increase takes days.',
  remediation: 'Ask for a higher quota before the cutover.',
  fix: {
    cli: 'aws service-quotas request-service-quota-increase --service-code <service> --quota-code <code> --desired-value <value>',
    cdk: '// CloudFormation has no resource for it: aws service-quotas request-service-quota-increase',
  },
  severity: 'high',
  resourceType: 'AWS::ServiceQuotas::Quota',
  references: [
    'https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html',
  ],
  controls: [],
  proves: ['sizing/headroom'],
  needs: { quotas },
  none: 'The spec declares nothing that counts against a quota.',
  subjects: (spec) =>
    plannedQuotas(spec).map(({ name, peak }) => ({ name, path: ['account'], peak })),

  evaluate({ name, peak }, artifacts) {
    const expected = { peak, valueAtLeast: Math.ceil(peak * HEADROOM) };
    const quota = artifacts.quotas.get(name);
    if (quota === null) return unknown('Service Quotas knows no such quota in the region.');
    const actual = { value: quota.value, isDefault: quota.isDefault };
    return quota.value >= peak * HEADROOM
      ? pass(expected, actual)
      : fail('The quota has too little room for the planned peak.', expected, actual);
  },
});
