import { isObject, textsOf } from '../iam/policy/json-values.ts';
import { matches, patternOf } from '../iam/policy/pattern.ts';

/**
 * The tags of which a rule of the lifecycle policy may take the image away; null when the policy cannot be read. An image
 * is taken by its age or by those that were pushed after it, so one that runs for long is taken while it runs.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function expiringTags(text: string, tags: readonly string[]): readonly string[] | null {
  const policy = jsonOf(text);
  const rules: unknown = isObject(policy) ? policy['rules'] : null;
  if (!Array.isArray(rules)) return null;
  const taking = rules.map(takes);
  return taking.includes(null)
    ? null
    : tags.filter((tag) => taking.some((takesTag) => takesTag?.(tag)));
}

/** Which tags a rule is about; null when it cannot be read. */
function takes(rule: unknown): ((tag: string) => boolean) | null {
  const selection = isObject(rule) ? rule['selection'] : null;
  if (!isObject(selection)) return null;
  const prefixes = textsOf(selection['tagPrefixList'] ?? []);
  const patterns = textsOf(selection['tagPatternList'] ?? []);
  if (prefixes === null || patterns === null) return null;
  switch (selection['tagStatus']) {
    case 'any':
      return () => true;
    case 'untagged':
      return () => false;
    case 'tagged':
      return (tag) =>
        prefixes.some((prefix) => tag.startsWith(prefix)) ||
        patterns.some((pattern) => matches(patternOf(pattern), tag));
    default:
      return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
