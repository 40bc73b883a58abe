interface Unit {
  /** The end of a key whose number is in this unit. */
  readonly suffix: string;
  /** The unit in words. */
  readonly name: string;
  /** What one of a written unit is in the key's unit. */
  readonly factors: Readonly<Record<string, number>>;
}

const SECOND = {
  ms: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
};
const LONGER = { h: 3600, hour: 3600, hours: 3600, d: 86400, day: 86400, days: 86400 };

// People write GB and mean GiB, as AWS does: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
const MIB = { mb: 1, mib: 1, m: 1, gb: 1024, gib: 1024, g: 1024, kb: 1 / 1024, kib: 1 / 1024 };

const UNITS: readonly Unit[] = [
  { suffix: 'MiB', name: 'MiB', factors: MIB },
  { suffix: 'MB', name: 'MB', factors: { mb: 1, m: 1, gb: 1000, g: 1000, kb: 0.001 } },
  { suffix: 'GiB', name: 'GiB', factors: scaled(MIB, 1 / 1024) },
  { suffix: 'Ms', name: 'milliseconds', factors: scaled(SECOND, 1000) },
  { suffix: 'Seconds', name: 'seconds', factors: { ...SECOND, ...LONGER } },
  { suffix: 'Minutes', name: 'minutes', factors: scaled({ ...SECOND, ...LONGER }, 1 / 60) },
  { suffix: 'Hours', name: 'hours', factors: scaled({ ...SECOND, ...LONGER }, 1 / 3600) },
  { suffix: 'Days', name: 'days', factors: scaled({ ...SECOND, ...LONGER }, 1 / 86400) },
  { suffix: 'Ratio', name: 'a share between 0 and 1', factors: { '%': 0.01 } },
  { suffix: 'AtLeast', name: 'a share between 0 and 1', factors: { '%': 0.01 } },
  { suffix: 'Percent', name: 'percent', factors: { '%': 1 } },
  { suffix: 'Acu', name: 'ACU', factors: { acu: 1, acus: 1 } },
  {
    suffix: 'cpuUnits',
    name: 'CPU units, 1024 a vCPU',
    factors: { vcpu: 1024, vcpus: 1024, cpu: 1024 },
  },
];

/** How to write in a key's unit what was written with another, such as `memoryMiB: "2 GB"`; null when nothing fits. */
export function unitHint(key: string, value: unknown): string | null {
  const wanted = key.toLowerCase();
  const unit = UNITS.find(({ suffix }) => wanted.endsWith(suffix.toLowerCase()));
  if (unit === undefined || typeof value !== 'string') return null;
  const [, digits, written] = /^\s*(\d+(?:\.\d+)?)\s*([a-z%]*)\s*$/i.exec(value) ?? [];
  if (digits === undefined || written === undefined) return `${key} is a number: ${unit.name}`;
  const factor = written === '' ? 1 : factorOf(unit, written);
  if (factor === undefined) return `${key} is a number: ${unit.name}`;
  // Twelve digits are more than any of these has; the rest is what binary fractions add.
  const converted = Number((Number(digits) * factor).toPrecision(12));
  return `${key} is a number: ${unit.name}. Write ${converted}`;
}

function factorOf(unit: Unit, written: string): number | undefined {
  const name = written.toLowerCase();
  return Object.hasOwn(unit.factors, name) ? unit.factors[name] : undefined;
}

function scaled(
  factors: Readonly<Record<string, number>>,
  by: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(factors).map(([name, factor]) => [name, factor * by]));
}
