import { z } from 'zod';
import { matches, patternOf } from '../iam/policy/pattern.ts';

const Rule = z.object({
  rulePriority: z.number(),
  selection: z.object({
    tagStatus: z.enum(['tagged', 'untagged', 'any']),
    tagPrefixList: z.array(z.string()).optional(),
    tagPatternList: z.array(z.string()).optional(),
  }),
  action: z.object({ type: z.string() }),
});
const Policy = z.object({ rules: z.array(Rule) });

/**
 * The tags of which a rule of the lifecycle policy may take the image away; null when the policy cannot be read. An image
 * is taken by its age or by those that were pushed after it, so one that runs for long is taken while it runs.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function expiringTags(text: string, tags: readonly string[]): readonly string[] | null {
  const policy = Policy.safeParse(jsonOf(text));
  if (!policy.success) return null;
  const selections = policy.data.rules.map(({ selection }) => selection);
  return tags.filter((tag) =>
    selections.some(({ tagStatus, tagPrefixList = [], tagPatternList = [] }) => {
      switch (tagStatus) {
        case 'any':
          return true;
        case 'untagged':
          return false;
        case 'tagged':
          return (
            tagPrefixList.some((prefix) => tag.startsWith(prefix)) ||
            tagPatternList.some((pattern) => matches(patternOf(pattern), tag))
          );
      }
    }),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
