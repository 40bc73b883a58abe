import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import { ABSENT, declaredQueues, NO_QUEUES } from './subjects.ts';

export default defineCheck({
  id: 'sqs/policy-not-public',
  title: 'The policy of the SQS queue lets in the declared accounts and nobody else',
  risk: 'Strangers send work into the queue, or read it.',
  remediation:
    'Name the accounts, or narrow the statement with aws:SourceArn or aws:SourceAccount.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes file://policy.json',
    cdk: 'queue.addToResourcePolicy(new iam.PolicyStatement({ principals: [<principal>], actions: ["sqs:SendMessage"], resources: [queue.queueArn], conditions: { ArnEquals: { "aws:SourceArn": "<arn>" } } }))',
  },
  severity: 'critical',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3',
  ],
  controls: ['Security Hub 2026-08 SQS.3'],
  proves: ['messaging/encryption'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: (spec) => withOrganization(declaredQueues(spec), spec),

  evaluate({ name, declared, organization }, artifacts, { account }) {
    const accounts = [account, ...(declared.allowedAccounts ?? [])];
    const expected = { accounts, openings: [] };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const resource = { resource: queue.arn };
    // Without a policy only identities of the own account get in, by their own policies.
    if (queue.policy === null) return pass(expected, { policy: null }, resource);
    const document = parseDocument(queue.policy, 'resource');
    if (isMalformed(document)) {
      return unknown(`The policy of the queue cannot be read. ${document.malformed}`);
    }
    const openings = openingsOf(document, { accounts, organization });
    const actual = { openings: openings.map(({ sid, principal, to }) => ({ sid, principal, to })) };
    if (openings.some(isCertain)) {
      return fail('The policy of the queue lets in others.', expected, actual, {
        ...resource,
        details: openings.map(({ principal, to }) => `Let in: ${principal} (${to}).`),
      });
    }
    return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
  },
});
