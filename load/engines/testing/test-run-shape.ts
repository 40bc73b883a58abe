import { z } from 'zod';

/**
 * The part of a TestRun that is printed, by the names and types of the k6-operator's v1alpha1 (Apache-2.0):
 * https://github.com/grafana/k6-operator/blob/0541ec5050d17308499bd3447213a5d102a122c6/api/v1alpha1/testrun_types.go, of which its CRD
 * is generated. Strict, since a cluster prunes a field that the CRD does not have, without a word. Written for tests; what of a
 * TestRun is not printed is left out.
 */
const Text = z.string().min(1);
const Env = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  value: z.string().optional(),
  valueFrom: z
    .union([
      z.strictObject({ fieldRef: z.strictObject({ fieldPath: Text }) }),
      z.strictObject({ secretKeyRef: z.strictObject({ name: Text, key: Text }) }),
    ])
    .optional(),
});
const Pod = z.strictObject({
  image: Text,
  // A string in this API, and no boolean.
  automountServiceAccountToken: z.enum(['true', 'false']),
  env: z.array(Env).optional(),
  securityContext: z
    .strictObject({
      runAsNonRoot: z.boolean(),
      seccompProfile: z.strictObject({
        type: z.enum(['RuntimeDefault', 'Localhost', 'Unconfined']),
      }),
    })
    .optional(),
  containerSecurityContext: z
    .strictObject({
      readOnlyRootFilesystem: z.literal(true),
      allowPrivilegeEscalation: z.literal(false),
      capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
    })
    .optional(),
  volumes: z
    .array(
      z.strictObject({ name: Text, persistentVolumeClaim: z.strictObject({ claimName: Text }) }),
    )
    .optional(),
  volumeMounts: z
    .array(z.strictObject({ name: Text, mountPath: z.string().startsWith('/') }))
    .optional(),
});
const Metadata = z.strictObject({
  name: Text,
  namespace: Text,
  labels: z.record(z.string(), z.string()),
});

export const TestRunShape = z.strictObject({
  apiVersion: z.literal('k6.io/v1alpha1'),
  kind: z.literal('TestRun'),
  metadata: Metadata,
  spec: z.strictObject({
    parallelism: z.int32().positive(),
    separate: z.boolean(),
    script: z.strictObject({ configMap: z.strictObject({ name: Text, file: Text }) }),
    arguments: z.string(),
    initializer: Pod,
    runner: Pod,
  }),
});

export const ConfigMapShape = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('ConfigMap'),
  metadata: Metadata,
  immutable: z.boolean(),
  data: z.record(z.string().regex(/^[-._a-zA-Z0-9]+$/), z.string()),
});
