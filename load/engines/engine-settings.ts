import { z } from 'zod';

/** By digest: a tag may be another program tomorrow, and every generator must run the same. */
const Image = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._/:-]*@sha256:[0-9a-f]{64}$/,
    'an image is named by its digest, …@sha256:…',
  );

/** What Kubernetes takes for a name: RFC 1123, and short enough for what the operator appends to it. */
const Name = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'a name is of small letters, digits and -');

/** What the k6-operator is to be given of a cluster. */
export const K6OperatorSettings = z.strictObject({
  /** Of the TestRun, its ConfigMap and its pods. */
  name: Name,
  namespace: Name,
  /** Of k6, 1.8 or later, below 3. */
  image: Image,
  /** A volume claim that all pods can write to; their streams are left there. */
  resultsClaim: Name,
  /** The Secret of that namespace that has `load.target.headersFromEnvironment`, each variable under its name. */
  secret: Name.optional(),
});
export type K6OperatorSettings = z.infer<typeof K6OperatorSettings>;

const Role = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'a role is named by its ARN');

/** What tasks on Fargate are to be given of an account. */
export const EcsSettings = z.strictObject({
  /** Of the family of the task definition. */
  name: Name,
  cluster: z.string().min(1),
  /** Landfall and k6, with `landfall` as its entry point and the spec in it. */
  image: Image,
  /** Where in the image the spec is. */
  spec: z.string().regex(/^\/[\w./-]+$/, 'the spec is an absolute path in the image'),
  architecture: z.enum(['X86_64', 'ARM64']),
  /** CPU units and MiB, in a pair that Fargate has. */
  cpu: z.enum(['1024', '2048', '4096', '8192', '16384']),
  memory: z.string().regex(/^\d{4,6}$/, 'memory is MiB'),
  /** Pulls the image and writes the log. */
  executionRole: Role,
  /** Of the generator itself; it calls nothing of AWS, and needs none but for a file system that asks for one. */
  taskRole: Role.optional(),
  subnets: z
    .array(z.string().regex(/^subnet-[0-9a-f]+$/, 'a subnet looks like subnet-0abc'))
    .min(1)
    .max(16),
  securityGroups: z
    .array(z.string().regex(/^sg-[0-9a-f]+$/, 'a group looks like sg-0abc'))
    .min(1)
    .max(5),
  /** Where the kept folders of all generators are left. */
  fileSystem: z.string().regex(/^fs-[0-9a-f]+$/, 'a file system looks like fs-0abc'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region looks like eu-central-1'),
  logGroup: z.string().min(1),
  /** Where each variable of `load.target.headersFromEnvironment` is: a secret of Secrets Manager or a parameter, by its ARN. */
  secrets: z
    .record(
      z.string(),
      z
        .string()
        .regex(
          /^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:\d{12}:secret:|ssm:[a-z0-9-]+:\d{12}:parameter\/)\S+$/,
          'a secret is named by its ARN, and never written out',
        ),
    )
    .optional(),
});
export type EcsSettings = z.infer<typeof EcsSettings>;
