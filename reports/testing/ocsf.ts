// What OCSF 1.6.0 says of the parts of a Compliance Finding that reports write: required attributes, types, enumerations,
// captions beside their ids, and `at_least_one`. Written from https://schema.ocsf.io/1.6.0/classes/compliance_finding and
// the objects that it names. Strict: whatever else is written has to be looked up and added. Only tests import it.
import { z } from 'zod';

/** `timestamp_t`: milliseconds. Seconds of our days are in January 1970. */
const Timestamp = z.int().min(Date.UTC(2000, 0));
const Text = z.string();

/** An id, and its caption in the attribute beside it. `99` takes the source's own word. */
function isCaptioned(captions: Readonly<Record<number, string>>, id: number, caption: string) {
  return id === 99 ? caption !== '' : captions[id] === caption;
}

const SEVERITY = {
  1: 'Informational',
  2: 'Low',
  3: 'Medium',
  4: 'High',
  5: 'Critical',
  6: 'Fatal',
};
const LIFECYCLE = {
  1: 'New',
  2: 'In Progress',
  3: 'Suppressed',
  4: 'Resolved',
  5: 'Archived',
  6: 'Deleted',
};
const ACTIVITY = { 1: 'Create', 2: 'Update', 3: 'Close' };
const RESULT = { 1: 'Pass', 2: 'Warning', 3: 'Fail' };

const entity = <Shape extends z.ZodObject>(shape: Shape) =>
  shape.refine((value) => 'name' in value || 'uid' in value, 'at_least_one: name, uid');

const Metadata = z.strictObject({
  version: z.literal('1.6.0'),
  profiles: z.array(z.enum(['cloud'])),
  uid: Text,
  correlation_uid: Text,
  event_code: Text,
  labels: z.array(Text),
  product: entity(
    z.strictObject({
      name: Text.optional(),
      vendor_name: Text,
      version: Text,
      uid: Text.optional(),
    }),
  ),
});

const Compliance = z
  .strictObject({
    standards: z.array(Text),
    control: Text,
    desc: Text,
    requirements: z.array(Text).optional(),
    status_id: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(99)]),
    status: Text,
    status_code: Text,
    status_details: z.array(Text),
    assessments: z.array(
      entity(
        z.strictObject({
          name: Text.optional(),
          uid: Text.optional(),
          meets_criteria: z.boolean(),
        }),
      ),
    ),
  })
  .refine((value) => isCaptioned(RESULT, value.status_id, value.status), 'compliance.status');

const Evidence = z
  .strictObject({ name: Text.optional(), uid: Text.optional(), data: z.json().optional() })
  .refine((value) => value.data !== undefined, 'at_least_one: data (of those that we write)');

export const OcsfComplianceFinding = z
  .strictObject({
    class_uid: z.literal(2003),
    class_name: z.literal('Compliance Finding'),
    category_uid: z.literal(2),
    category_name: z.literal('Findings'),
    activity_id: z.int(),
    activity_name: Text,
    type_uid: z.int(),
    type_name: Text,
    time: Timestamp,
    severity_id: z.int(),
    severity: Text,
    status_id: z.int(),
    status: Text,
    status_detail: Text.optional(),
    message: Text,
    metadata: Metadata,
    cloud: z.strictObject({
      provider: Text,
      region: Text,
      account: entity(
        z.strictObject({
          name: Text.optional(),
          uid: Text.optional(),
          type: z.literal('AWS Account'),
          type_id: z.literal(10),
        }),
      ),
    }),
    finding_info: z.strictObject({
      uid: Text.min(1),
      title: Text,
      desc: Text.optional(),
      first_seen_time: Timestamp.optional(),
      last_seen_time: Timestamp,
    }),
    compliance: Compliance,
    evidences: z.array(Evidence).min(1).optional(),
    resources: z.array(
      entity(
        z.strictObject({
          name: Text.optional(),
          uid: Text.optional(),
          type: Text,
          region: Text,
        }),
      ),
    ),
    remediation: z.strictObject({ desc: Text, references: z.array(Text) }).optional(),
  })
  .refine((value) => isCaptioned(ACTIVITY, value.activity_id, value.activity_name), 'activity_name')
  .refine((value) => isCaptioned(SEVERITY, value.severity_id, value.severity), 'severity')
  .refine((value) => isCaptioned(LIFECYCLE, value.status_id, value.status), 'status')
  .refine((value) => value.type_uid === value.class_uid * 100 + value.activity_id, 'type_uid')
  .refine((value) => value.type_name === `${value.class_name}: ${value.activity_name}`, 'type_name')
  .refine(
    ({ finding_info: info }) => (info.first_seen_time ?? 0) <= info.last_seen_time,
    'first seen after last seen',
  );
export type OcsfComplianceFinding = z.infer<typeof OcsfComplianceFinding>;
