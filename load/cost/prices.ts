/** List prices of one region in US dollars, before discounts, taxes and free tiers. */
export interface RegionPrices {
  /** When they were last compared with their sources. */
  readonly asOf: string;
  /** An hour of one load balancer capacity unit. https://aws.amazon.com/elasticloadbalancing/pricing/ */
  readonly albLcuHour: number;
  /** Linux tasks on demand, by the hour. https://aws.amazon.com/fargate/pricing/ */
  readonly fargate: Readonly<
    Record<'X86_64' | 'ARM64', { readonly vcpuHour: number; readonly gbHour: number }>
  >;
  /** An hour of one Aurora capacity unit; the dearer of the two ways to pay for storage. https://aws.amazon.com/rds/aurora/pricing/ */
  readonly acuHour: number;
  /** A thousand metrics that are asked for by GetMetricData. https://aws.amazon.com/cloudwatch/pricing/ */
  readonly thousandMetrics: number;
  /** A gigabyte that leaves for the internet, of the first ten terabytes of a month. https://aws.amazon.com/ec2/pricing/on-demand/ */
  readonly internetGb: number;
  /** A gigabyte through a NAT gateway, in either direction. https://aws.amazon.com/vpc/pricing/ */
  readonly natGb: number;
}

export const PRICE_SOURCES = [
  'https://aws.amazon.com/elasticloadbalancing/pricing/',
  'https://aws.amazon.com/fargate/pricing/',
  'https://aws.amazon.com/rds/aurora/pricing/',
  'https://aws.amazon.com/cloudwatch/pricing/',
  'https://aws.amazon.com/ec2/pricing/on-demand/',
  'https://aws.amazon.com/vpc/pricing/',
] as const;

/** A region is here only with every price: one that is filled in from another region's is wrong for some of them. */
const PRICES: Readonly<Record<string, RegionPrices>> = {
  'us-east-1': {
    asOf: '2026-11-23',
    albLcuHour: 0.008,
    fargate: {
      X86_64: { vcpuHour: 0.04048, gbHour: 0.004445 },
      ARM64: { vcpuHour: 0.03238, gbHour: 0.00356 },
    },
    acuHour: 0.156,
    thousandMetrics: 0.01,
    internetGb: 0.09,
    natGb: 0.045,
  },
};

/** Null: they are not known, which is not nothing. */
export function pricesOf(region: string): RegionPrices | null {
  return Object.hasOwn(PRICES, region) ? (PRICES[region] ?? null) : null;
}
