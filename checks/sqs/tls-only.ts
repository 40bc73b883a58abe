import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { evaluateAll } from '../iam/policy/condition.ts';
import {
  isMalformed,
  parseDocument,
  type PolicyDocument,
  type Statement,
} from '../iam/policy/document.ts';
import { resourcesOf } from '../iam/policy/resource.ts';
import { selects } from '../iam/policy/selection.ts';
import { ABSENT, declaredQueues, NO_QUEUES } from './subjects.ts';

/** What sends and what reads a message. */
const DATA_ACTIONS = ['sqs:sendmessage', 'sqs:receivemessage'];
/** A request without TLS, of which nothing else is known. */
const WITHOUT_TLS = new Map([['aws:securetransport', 'false']]);

export default defineCheck({
  id: 'sqs/tls-only',
  title: 'The policy of the SQS queue refuses requests without TLS',
  risk: 'Messages travel where others on the way can read or change them.',
  remediation: 'Add a statement that denies everybody where aws:SecureTransport is false.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes file://policy.json',
    cdk: 'new sqs.Queue(this, "<id>", { enforceSSL: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html#enforce-encryption-data-in-transit',
  ],
  controls: [],
  proves: ['messaging/encryption'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: declaredQueues,

  evaluate({ name }, artifacts) {
    const expected = { refusedWithoutTls: DATA_ACTIONS };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const resource = { resource: queue.arn };
    if (queue.policy === null) {
      return fail(
        'The queue has no policy that asks for TLS.',
        expected,
        { policy: null },
        resource,
      );
    }
    const document = parseDocument(queue.policy, 'resource');
    if (isMalformed(document)) {
      return unknown(`The policy of the queue cannot be read. ${document.malformed}`);
    }
    const refusing = document.statements.filter(
      (statement) => isAbout(statement, queue.arn, document) && refusesWithoutTls(statement),
    );
    const refused = DATA_ACTIONS.filter((action) =>
      refusing.some(({ actions }) => selects(actions, action)),
    );
    const actual = { refusedWithoutTls: refused };
    return refused.length === DATA_ACTIONS.length
      ? pass(expected, actual, resource)
      : fail('The policy of the queue lets in requests without TLS.', expected, actual, resource);
  },
});

/** Everybody, for sure: a statement that asks for more than TLS refuses only some. */
function refusesWithoutTls({ effect, principals, conditions }: Statement): boolean {
  return (
    effect === 'Deny' &&
    principals?.kind === 'only' &&
    principals.list.some(({ kind }) => kind === 'everyone') &&
    evaluateAll(conditions, WITHOUT_TLS) === 'true'
  );
}

/** This queue, for sure: a statement that came along with the policy of another queue refuses nothing here. */
function isAbout({ resources }: Statement, queue: string, { version }: PolicyDocument): boolean {
  if (resources === null) return true;
  const { certain } = resourcesOf(resources, version === '2012-10-17', new Map());
  return selects(certain, queue);
}
