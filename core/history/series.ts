import type { Report } from '../report.ts';

/** What two runs must have in common to be compared. */
export interface Series {
  readonly deployment: string;
  readonly suite: string;
  readonly environment: string | null;
  readonly account: string;
  readonly region: string;
  /** Whether it was AWS that answered: a sandbox says nothing about a deployment there. */
  readonly isAws: boolean;
}

export function seriesOf({
  deployment,
  suite,
  run,
  account,
  region,
  endpoint,
}: Pick<Report, 'deployment' | 'suite' | 'run' | 'account' | 'region' | 'endpoint'>): Series {
  return {
    deployment,
    suite: suite.id,
    environment: run.spec.environment,
    account,
    region,
    isAws: endpoint === null,
  };
}

/** One text a series, to look it up by. */
export function seriesKey(series: Series): string {
  const { deployment, suite, environment, account, region, isAws } = series;
  return JSON.stringify([deployment, suite, environment, account, region, isAws]);
}

/** Why runs of two series cannot be compared, such as `the suite smoke and compliance`; nothing when they can. */
export function seriesDifferences(one: Series, other: Series): readonly string[] {
  const named: readonly (readonly [string, string, string])[] = [
    ['deployments', one.deployment, other.deployment],
    ['suites', one.suite, other.suite],
    ['environments', one.environment ?? 'none', other.environment ?? 'none'],
    ['accounts', one.account, other.account],
    ['regions', one.region, other.region],
    ['endpoints', one.isAws ? 'AWS' : 'a sandbox', other.isAws ? 'AWS' : 'a sandbox'],
  ];
  return named
    .filter(([, left, right]) => left !== right)
    .map(([what, left, right]) => `${what}: ${left} and ${right}`);
}
