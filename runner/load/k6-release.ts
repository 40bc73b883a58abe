/** The release that `landfall load install-k6` builds, and that Landfall was measured with. */
export const K6_VERSION = '1.8.1';

/** Where Go gets it from: https://github.com/grafana/k6. It is run as a program and never part of Landfall: AGPL-3.0. */
export const K6_MODULE = `go.k6.io/k6@v${K6_VERSION}`;

/** The releases that are taken, as people read it. Their options and their stream are the same in what is used here. */
export const K6_RANGE = '>= 1.8.0 and < 3';

/** What that release asks for in its go.mod. */
export const OLDEST_GO = [1, 25] as const;
