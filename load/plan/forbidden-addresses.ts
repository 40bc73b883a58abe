/**
 * Addresses that no load may go to, whatever name leads there: this host as a whole, the link, where clouds keep metadata and
 * credentials (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html), and many hosts at once.
 */
export const FORBIDDEN_ADDRESSES = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '255.255.255.255/32',
  '::/128',
  'fe80::/10',
  'fd00:ec2::/32',
  'ff00::/8',
] as const;
