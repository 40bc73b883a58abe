import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredQueues, NO_QUEUES } from './subjects.ts';

export default defineCheck({
  id: 'sqs/encrypted',
  title: 'The SQS queue is encrypted at rest, under the declared key',
  risk: 'Messages can be read from the storage below, or by whom another key admits.',
  remediation: 'Switch on SSE-SQS, or name the declared key.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes KmsMasterKeyId=<alias>',
    cdk: 'new sqs.Queue(this, "<id>", { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key })',
  },
  severity: 'high',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1',
  ],
  controls: ['Security Hub 2026-08 SQS.1'],
  proves: ['messaging/encryption'],
  needs: { queues, keys: kmsKeys },
  none: NO_QUEUES,
  subjects: (spec) =>
    declaredQueues(spec).map((subject) =>
      subject.declared.encrypted === false
        ? { ...subject, notApplicable: 'The spec declares that the queue is not encrypted.' }
        : subject,
    ),

  evaluate({ name, declared }, artifacts) {
    const { kmsKeyAlias } = declared;
    const expected = { encrypted: true, ...(kmsKeyAlias !== undefined && { kmsKeyAlias }) };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const { sseManaged } = queue;
    // SQS keeps an empty name of a key that was taken away.
    const kmsKeyId = queue.kmsKeyId === '' ? null : queue.kmsKeyId;
    const actual = { kmsKeyId, sseManaged };
    const resource = { resource: queue.arn };
    if (kmsKeyAlias !== undefined) {
      const key = artifacts.keys.get(kmsKeyAlias);
      if (key === null) return fail('The declared key does not exist.', expected, actual, resource);
      const isDeclared =
        kmsKeyId === key.arn || kmsKeyId === kmsKeyAlias || key.arn.endsWith(`/${kmsKeyId ?? ''}`);
      return isDeclared
        ? pass(expected, actual, resource)
        : fail('The queue has another key than the declared one.', expected, actual, resource);
    }
    // SSE-SQS counts, which is not a key of one's own.
    if (kmsKeyId !== null || sseManaged === true) return pass(expected, actual, resource);
    if (sseManaged === null) return unknown('SQS does not say whether the queue is encrypted.');
    return fail('The queue is not encrypted.', expected, actual, resource);
  },
});
