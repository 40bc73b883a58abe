import { uncheckedAreaOf, type Coverage, type UncheckedArea } from '../core/coverage.ts';

const NOT_YET = 'which no check looks at yet';
const WHY: Readonly<Record<UncheckedArea, string>> = {
  'load and sizing': 'which a load test shows, or no check looks at yet',
  'pools of the applications': NOT_YET,
  'message delivery': NOT_YET,
  'cost model': NOT_YET,
};

/** How many of the statements belong to areas that no check looks at, an area a line. */
export function areaLines({ unverified }: Coverage): readonly string[] {
  const byArea = Map.groupBy(unverified, uncheckedAreaOf);
  return [...byArea].flatMap(([area, members]) =>
    area === null ? [] : [`${area}: ${members.length}, ${WHY[area]}`],
  );
}
