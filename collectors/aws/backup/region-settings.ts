import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { describeRegionSettings } from './operations.ts';
import { plannedTypes } from './resource-types.ts';

/** Whether the region backs up resources of a type; null when AWS does not list the type. */
export const TypeSetting = z.strictObject({ optedIn: z.boolean().nullable() });
export type TypeSetting = z.infer<typeof TypeSetting>;

/** By resource type, for the types that a declared plan backs up. */
export const regionSettings = defineCollector<TypeSetting>({
  id: 'aws/backup/region-settings',
  title: 'Resource types that AWS Backup takes in the region',
  operations: [describeRegionSettings],
  item: TypeSetting,
  keys: plannedTypes,
  collect: ({ spec, aws }) =>
    observeEach(plannedTypes(spec), async (type) =>
      observe(await aws.read(describeRegionSettings, {}), (answer) => ({
        optedIn: answer.ResourceTypeOptInPreference?.[type] ?? null,
      })),
    ),
});
