import { caller } from '../../collectors/aws/sts/caller.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';

/** Runs before every other check; unless it passes, nothing else is judged. */
export default defineCheck({
  id: 'account/identity',
  title: 'The credentials belong to the declared account, and the clients to the declared region',
  risk: 'Another account is judged, and its good state is taken for the state of this deployment.',
  remediation: 'Select the profile or role of the declared account and unset a foreign AWS_REGION.',
  fix: {
    cli: 'aws sts get-caller-identity --profile <profile>',
    cdk: 'new cdk.Stack(app, "<id>", { env: { account: "<account>", region: "<region>" } })',
  },
  severity: 'critical',
  resourceType: 'AWS::Account',
  references: ['https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html'],
  controls: [],
  proves: ['security/right-account'],
  needs: { identity: caller },
  none: 'The spec names no account.',
  subjects: (spec) => [{ name: spec.deployment, path: ['account'], declared: spec.account }],

  evaluate({ declared }, { identity }) {
    const expected = { account: declared.id, region: declared.region };
    const found = identity.get('caller');
    if (found === null) return fail('AWS knows no caller for these credentials.', expected, {});

    const actual = { account: found.account, region: found.region };
    const resource = { resource: found.arn };
    if (found.account !== declared.id) {
      return fail('The credentials belong to another account.', expected, actual, resource);
    }
    if (found.region !== declared.region) {
      return fail('The clients are set to another region.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
