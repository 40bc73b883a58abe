import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { type UslCoefficients, uslThroughput } from './usl.ts';

/** A level of a load test: concurrency and the throughput that came of it, both above 0. */
export interface UslLevel {
  readonly concurrency: number;
  readonly throughputPerSecond: number;
}

export interface UslFit extends UslCoefficients {
  /** The sum of the squared deviations, each as a share of what was measured. */
  readonly squares: number;
}

/** Which of α and β are fitted; the others are 0. */
type Face = readonly ('alpha' | 'beta')[];

/** A fit on α = 0, on β = 0, and on both. */
const EDGES: readonly Face[] = [['alpha'], ['beta'], []];

/** From the start below, five settle ten digits. */
const ITERATIONS = 8;
/** Linear coefficients are found in one step, but for what is left of its damping. */
const LINEAR_ITERATIONS = 3;

/**
 * The coefficients α ≥ 0, β ≥ 0 and γ > 0 with the least squared relative deviations: what scatters in a throughput is in
 * proportion to it. The fit without bounds is the answer where it keeps them, and otherwise one of those on the bounds, of which
 * the best is taken: a search that clips its steps at a bound stops beside the minimum there.
 */
export function fitUsl(levels: readonly UslLevel[]): UslFit {
  const free = fitOn(['alpha', 'beta'], levels);
  if (keepsBounds(free)) return free;
  const [best, ...others] = EDGES.map((face) => fitOn(face, levels)).filter(keepsBounds);
  if (best === undefined) throw new RangeError('A throughput of the levels is not above 0.');
  return others.reduce((left, right) => (right.squares < left.squares ? right : left), best);
}

function keepsBounds({ alpha, beta, gamma }: UslFit): boolean {
  return alpha >= 0 && beta >= 0 && gamma > 0;
}

function fitOn(face: Face, levels: readonly UslLevel[]): UslFit {
  const start = linearFit(face, levels);
  // The search damps all parameters alike, so that they are fitted as multiples of where it starts.
  const scaled = (factors: readonly number[]): UslCoefficients => {
    const { gamma, ...others } = named(face, factors);
    return {
      alpha: others.alpha * start.alpha,
      beta: others.beta * start.beta,
      gamma: gamma * start.gamma,
    };
  };
  const { parameterValues, parameterError } = levenbergMarquardt(
    { x: levels.map((_, index) => index), y: levels.map(() => 1) },
    (factors) => (index) => {
      const { concurrency, throughputPerSecond } = at(levels, index);
      return uslThroughput(scaled(factors), concurrency) / throughputPerSecond;
    },
    {
      initialValues: [1, ...face.map(() => 1)],
      damping: 1e-6,
      maxIterations: ITERATIONS,
      errorTolerance: Number.MIN_VALUE,
      jacobianFunction: (factors) => (index) => {
        const { concurrency, throughputPerSecond } = at(levels, index);
        const coefficients = scaled(factors);
        const ratio = uslThroughput(coefficients, concurrency) / throughputPerSecond;
        const others = concurrency - 1;
        const load = { alpha: others, beta: concurrency * others };
        const divisor = 1 + coefficients.alpha * load.alpha + coefficients.beta * load.beta;
        return [
          ratio / (factors[0] ?? 1),
          ...face.map((name) => (-ratio * start[name] * load[name]) / divisor),
        ];
      },
    },
  );
  return { ...scaled(parameterValues), squares: parameterError };
}

/**
 * The start of the search: N/X = 1/γ + α/γ (N−1) + β/γ N(N−1) is linear in its coefficients, so that the same method finds them
 * from anywhere.
 */
function linearFit(face: Face, levels: readonly UslLevel[]): UslCoefficients {
  const rows = levels.map(({ concurrency, throughputPerSecond }) => {
    const weight = throughputPerSecond / concurrency;
    const load = { alpha: concurrency - 1, beta: concurrency * (concurrency - 1) };
    return [weight, ...face.map((name) => weight * load[name])];
  });
  const scales = [0, ...face.map((_, index) => index + 1)].map((column) =>
    Math.max(...rows.map((row) => row[column] ?? 0)),
  );
  const columns = rows.map((row) => row.map((value, column) => value / (scales[column] ?? 1)));
  const { parameterValues } = levenbergMarquardt(
    { x: levels.map((_, index) => index), y: levels.map(() => 1) },
    (values) => (index) =>
      at(columns, index).reduce((sum, value, column) => sum + value * (values[column] ?? 0), 0),
    {
      initialValues: scales.map(() => 0),
      damping: 1e-6,
      maxIterations: LINEAR_ITERATIONS,
      errorTolerance: Number.MIN_VALUE,
      jacobianFunction: () => (index) => at(columns, index),
    },
  );
  const [inverse = 1, ...others] = parameterValues.map(
    (value, column) => value / (scales[column] ?? 1),
  );
  return named(face, [1 / inverse, ...others.map((value) => value / inverse)]);
}

/** The values of γ and of the face's coefficients, by name. */
function named(face: Face, [gamma = 0, ...values]: readonly number[]): UslCoefficients {
  const of = (name: 'alpha' | 'beta') => values[face.indexOf(name)] ?? 0;
  return { alpha: of('alpha'), beta: of('beta'), gamma };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no level ${index}.`);
  return item;
}
