import { isObject, textsOf } from '../iam/policy/json-values.ts';
import { matches, patternOf } from '../iam/policy/pattern.ts';

/** An image and all tags that it has; none is what images without a tag are taken by. */
interface TaggedImage {
  readonly name: string;
  readonly tags: readonly string[];
}

/**
 * The images that a rule of the lifecycle policy may take away, by name; null when the policy cannot be read. An image is
 * taken by its age or by those that were pushed after it, so one that runs for long is taken while it runs.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function expiringImages(
  text: string,
  images: readonly TaggedImage[],
): readonly string[] | null {
  const policy = jsonOf(text);
  const rules: unknown = isObject(policy) ? policy['rules'] : null;
  if (!Array.isArray(rules)) return null;
  const taking = rules.map(takes);
  return taking.includes(null)
    ? null
    : images
        .filter(({ tags }) => taking.some((takesImage) => takesImage?.(tags)))
        .map(({ name }) => name);
}

/** Which images a rule is about, by all their tags; null when it cannot be read. */
function takes(rule: unknown): ((tags: readonly string[]) => boolean) | null {
  const selection = isObject(rule) ? rule['selection'] : null;
  if (!isObject(selection)) return null;
  const prefixes = textsOf(selection['tagPrefixList'] ?? []);
  const patterns = textsOf(selection['tagPatternList'] ?? []);
  if (prefixes === null || patterns === null) return null;
  switch (selection['tagStatus']) {
    case 'any':
      return () => true;
    case 'untagged':
      return (tags) => tags.length === 0;
    case 'tagged':
      // It takes what has a tag for each of them. https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
      return (tags) =>
        prefixes.length + patterns.length > 0 &&
        prefixes.every((prefix) => tags.some((tag) => tag.startsWith(prefix))) &&
        patterns.every((pattern) => tags.some((tag) => matches(patternOf(pattern), tag)));
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
