import type { EcsContainer } from '../../collectors/aws/ecs/task-definitions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-plaintext-secrets.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

type Found = EcsContainer['plaintextSecrets'][number];

const password: Found = { place: 'environment', name: 'DB_PASSWORD', kind: 'password' };
const holding = (...plaintextSecrets: Found[]) => defined(containerArtifact({ plaintextSecrets }));
const defined = (...containers: EcsContainer[]) => ({
  definitions: { 'main/worker': definitionArtifact({ containers }) },
});
const reviewing = (...plainByReview: string[]) => {
  const { declared } = serviceSubject();
  const { worker } = declared.task.containers;
  if (worker === undefined) throw new Error('the fixture has no container "worker"');
  return {
    declared: {
      ...declared,
      task: { ...declared.task, containers: { worker: { ...worker, plainByReview } } },
    },
  };
};
const PLAIN = 'Secrets stand in plain text.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'plain variables that are no secrets', artifacts: holding(), details: [] },
    {
      name: 'a variable that was reviewed',
      artifacts: holding(password),
      subject: reviewing('DB_PASSWORD'),
      details: [
        'Container worker has what looks like a secret (password) in the variable DB_PASSWORD. It was reviewed.',
      ],
    },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'a variable, and not the last one (E7)',
      artifacts: holding(password),
      message: PLAIN,
      details: [
        'Container worker has what looks like a secret (password) in the variable DB_PASSWORD.',
      ],
    },
    {
      name: 'a sidecar that the spec does not name',
      artifacts: defined(
        containerArtifact(),
        containerArtifact({ name: 'router', plaintextSecrets: [password] }),
      ),
      message: PLAIN,
      details: [
        'Container router has what looks like a secret (password) in the variable DB_PASSWORD.',
      ],
    },
    {
      name: 'places other than variables (E7)',
      artifacts: holding(
        { place: 'command', name: null, kind: 'password' },
        { place: 'entryPoint', name: null, kind: 'json-web-token' },
        { place: 'healthCheck', name: null, kind: 'url-with-password' },
        { place: 'dockerLabels', name: 'token', kind: 'high-entropy' },
        { place: 'logOptions', name: 'splunk-token', kind: 'high-entropy' },
        { place: 'firelensOptions', name: 'http_passwd', kind: 'password' },
      ),
      message: PLAIN,
      details: [
        'Container worker has what looks like a secret (password) in its command.',
        'Container worker has what looks like a secret (json-web-token) in its entry point.',
        'Container worker has what looks like a secret (url-with-password) in the command of its health check.',
        'Container worker has what looks like a secret (high-entropy) in the label token.',
        'Container worker has what looks like a secret (high-entropy) in the log option splunk-token.',
        'Container worker has what looks like a secret (password) in the FireLens option http_passwd.',
      ],
    },
    {
      name: 'another variable was reviewed',
      artifacts: holding(password),
      subject: reviewing('OTHER'),
      message: PLAIN,
    },
    {
      name: 'a label of the name of a reviewed variable',
      artifacts: holding({ ...password, place: 'dockerLabels' }),
      subject: reviewing('DB_PASSWORD'),
      message: PLAIN,
    },
    {
      name: 'a secret is seen, and files in S3 are not read',
      artifacts: defined(
        containerArtifact({
          plaintextSecrets: [password],
          environmentFiles: ['arn:aws:s3:::bucket/worker.env'],
        }),
      ),
      message: PLAIN,
    },
  ],
  unknown: [
    {
      name: 'variables come from a file in S3 (E7)',
      artifacts: defined(
        containerArtifact({ environmentFiles: ['arn:aws:s3:::bucket/worker.env'] }),
      ),
      message: 'Variables come from files in S3, and what is in these is not read.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') } },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
  ],
});
