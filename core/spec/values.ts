import { z } from 'zod';

/** A name as AWS or the plan gives it; never empty. */
export const Name = z.string().min(1);

/** An AWS account id: twelve digits, as a string, since it may begin with a zero. */
export const AccountId = z
  .string({
    error: (issue) =>
      typeof issue.input === 'number'
        ? 'quote the account id: without quotes YAML reads it as a number and drops leading zeros'
        : undefined,
  })
  .regex(/^\d{12}$/, 'an account id has exactly twelve digits');

/** The id of an organization. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const OrganizationId = z
  .string()
  .regex(/^o-[a-z0-9]{10,32}$/, 'the id of an organization looks like o-a1b2c3d4e5');

/** An AWS region code such as `us-east-1`. */
export const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region looks like us-east-1');

/** An availability zone name such as `us-east-1a`. */
export const AvailabilityZone = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'an availability zone looks like us-east-1a');

/** An IPv4 or IPv6 block in CIDR notation. */
export const Cidr = z.union([z.cidrv4(), z.cidrv6()], {
  error: 'a CIDR block looks like 10.0.0.0/16 or 2001:db8::/32',
});

/** A TCP or UDP port. */
export const Port = z.int().min(1).max(65535);

/** A positive whole number. */
export const Count = z.int().positive();

/** A share between 0 and 1. */
export const Ratio = z.number().min(0).max(1);

/** A map from a resource's name to what the plan says of it. Names are finding keys, so they are unique by construction. */
export function byName<Entry extends z.ZodType>(entry: Entry): z.ZodRecord<z.ZodString, Entry> {
  return z.record(Name, entry);
}
