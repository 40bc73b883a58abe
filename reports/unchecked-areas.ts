import { uncheckedAreaOf, type Coverage } from '../core/coverage.ts';

/** How many of the statements belong to areas that no check looks at, an area a line. */
export function areaLines({ unverified }: Coverage): readonly string[] {
  const byArea = Map.groupBy(unverified, uncheckedAreaOf);
  return [...byArea].flatMap(([area, members]) =>
    area === null ? [] : [`${area}: ${members.length}, which no check looks at yet`],
  );
}
