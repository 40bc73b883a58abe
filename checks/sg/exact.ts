import type { PrefixLists } from '../../collectors/aws/ec2/prefix-lists.ts';
import type { SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import type { Artifact, JudgeContext } from '../../core/check.ts';
import { fail, pass, unknown, type Judgement } from '../../core/judgement.ts';
import { difference } from './algebra/coverage.ts';
import { describeRule } from './algebra/describe.ts';
import { normalise, type Direction, type Rule } from './algebra/rule.ts';
import { BY_NAME, declaredRules } from './declared.ts';
import { arnOf, groupNamed, idsNamed, namesIn, rulesOf, SEVERAL } from './deployed.ts';
import type { GroupSubject } from './subjects.ts';

interface Artifacts {
  readonly groups: Artifact<SecurityGroups>;
  readonly lists: Artifact<PrefixLists>;
}

/** Whether a group admits in one direction what the spec declares, and nothing else, however the rules are written. */
export function judgeExact(
  direction: Direction,
  { vpc, group: name, declared }: GroupSubject,
  { groups, lists }: Artifacts,
  context: JudgeContext,
): Judgement {
  const plain = declaredRules(direction, name, declared, BY_NAME);
  const expected = { [direction]: tell(plain.rules, { get: () => undefined }) };

  const deployed = groups.get(vpc);
  const found = groupNamed(deployed, name);
  if (found === null) return fail('The security group does not exist.', expected, {});
  if (found === 'several') return unknown(SEVERAL);

  const { rules, unreadable } = rulesOf(direction, found, context);
  const isListed = [...plain.rules, ...rules].some(({ peer }) => peer.kind === 'prefix-list');
  const referenced = isListed ? (lists.get(name) ?? []) : [];
  const { rules: wanted, ambiguous } = declaredRules(direction, name, declared, {
    group: (peer) => idsNamed(deployed, peer),
    prefixList: (list) => referenced.filter((one) => one.name === list).map(({ id }) => id),
  });
  if (ambiguous.length > 0) {
    return unknown('A declared rule names what several groups or prefix lists are called.');
  }

  const names = namesIn(deployed, referenced);
  const { missing, unexpected } = difference(wanted, rules);
  const actual = {
    [direction]: tell(rules, names),
    missing: tell(missing, names),
    unexpected: tell(unexpected, names),
  };
  const details = {
    resource: arnOf(found, context),
    details: [
      ...unexpected.map((rule) => `Not declared: ${describeRule(rule, names)}.`),
      ...missing.map((rule) => `Not admitted: ${describeRule(rule, names)}.`),
    ],
  };
  // What is there and not declared is wrong whatever the unreadable rules are; what is missing may be among them.
  if (unexpected.length > 0) {
    return missing.length > 0
      ? fail(
          'The security group has undeclared rules and lacks declared ones.',
          expected,
          actual,
          details,
        )
      : fail('The security group has undeclared rules.', expected, actual, details);
  }
  if (unreadable.length > 0) return unknown('Rules of the security group cannot be read.');
  if (missing.length > 0) {
    return fail('The security group lacks declared rules.', expected, actual, details);
  }
  return pass(expected, actual, details);
}

function tell(rules: readonly Rule[], names: Parameters<typeof describeRule>[1]): string[] {
  return normalise(rules).map((rule) => describeRule(rule, names));
}
