import type { Pooler } from '../../../collectors/postgres/pooler.ts';
import { fail, pass, unknown, type Judgement } from '../../../core/judgement.ts';
import { settingOf } from './subjects.ts';

/** What a setting of pgBouncer must be. */
export interface SettingRule {
  /** In words, such as `at most 15 seconds`. */
  readonly expected: string;
  accepts(value: string): boolean;
}

/** A number of seconds, or of what else the setting counts, within bounds. */
export function within(least: number, most: number, unit: string): SettingRule {
  const expected = most === Infinity ? `at least ${least} ${unit}` : `${least} to ${most} ${unit}`;
  return {
    expected,
    accepts: (value) =>
      /^\d+(\.\d+)?$/.test(value) && Number(value) >= least && Number(value) <= most,
  };
}

export function oneOf(...values: readonly string[]): SettingRule {
  return { expected: values.join(' or '), accepts: (value) => values.includes(value) };
}

/** Compares settings by name; one that the console does not show decides nothing, unless another one is wrong. */
export function judgeSettings(
  rules: Readonly<Record<string, SettingRule>>,
  facts: Pooler,
  message: string,
): Judgement {
  const names = Object.keys(rules);
  const expected = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, rule.expected]),
  );
  const actual = Object.fromEntries(names.map((name) => [name, settingOf(facts, name) ?? null]));
  const wrong = Object.entries(rules).filter(([name, rule]) => {
    const value = settingOf(facts, name);
    return value !== undefined && !rule.accepts(value);
  });
  if (wrong.length > 0) {
    const details = wrong.map(
      ([name, rule]) => `The setting ${name} is "${actual[name] ?? ''}", and not ${rule.expected}.`,
    );
    return fail(message, expected, actual, { details });
  }
  const missing = names.filter((name) => settingOf(facts, name) === undefined);
  if (missing.length > 0) return unknown(`The console does not show ${missing.join(', ')}.`);
  return pass(expected, actual);
}
