/** The one release of moto that the sandbox's completions were measured against. */
export const MOTO_VERSION = '5.2.1';

/** moto's own lower bound (`Requires-Python` of the release). */
export const OLDEST_PYTHON = [3, 10] as const;

/**
 * What is installed when no fitting moto is found. The HTTP stack and botocore decide what goes over the wire, so
 * they are pinned to the releases the completions were measured with; the rest is left to moto's own ranges.
 */
export const REQUIREMENTS = [
  `moto[server]==${MOTO_VERSION}`,
  'werkzeug==3.1.8',
  'flask==3.1.3',
  'flask-cors==6.0.2',
  'boto3==1.43.11',
  'botocore==1.43.11',
] as const;
