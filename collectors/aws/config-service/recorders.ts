import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { describeConfigurationRecorderStatus } from './operations.ts';

/** Whether a recorder of AWS Config records. Null is what AWS left out. */
export const Recorder = z.strictObject({
  name: z.string().nullable(),
  recording: z.boolean().nullable(),
});
export type Recorder = z.infer<typeof Recorder>;

/** Every recorder of the region, under the key `all`. */
export const recorders = defineCollector<Recorder[]>({
  id: 'aws/config-service/recorders',
  title: 'Recorders of AWS Config',
  operations: [describeConfigurationRecorderStatus],
  item: z.array(Recorder),
  keys: () => ['all'],
  collect: async ({ aws }) => ({
    all: observe(await aws.read(describeConfigurationRecorderStatus, {}), (answer) =>
      (answer.ConfigurationRecordersStatus ?? []).map(({ name, recording }) => ({
        name: name ?? null,
        recording: recording ?? null,
      })),
    ),
  }),
});
