import { z } from 'zod';

/** The stages from a rise of the load to the service level being kept again, in their order. */
export const ReactionStage = z.enum([
  'load-rose',
  'metric-above-target',
  'alarm',
  'decision',
  'task-created',
  'image-pulled',
  'task-running',
  'target-healthy',
  'slo-restored',
]);
export type ReactionStage = z.infer<typeof ReactionStage>;

/** How a service scaled out under the load. */
export const ScalingReaction = z.strictObject({
  service: z.string(),
  stages: z.array(
    z.strictObject({
      stage: ReactionStage,
      /** Since the load began; null when it was not seen. */
      atSeconds: z.number().nullable(),
    }),
  ),
});
export type ScalingReaction = z.infer<typeof ScalingReaction>;
