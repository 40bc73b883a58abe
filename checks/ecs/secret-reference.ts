/** What `valueFrom` of an injected variable names. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
export interface SecretReference {
  /** The ARN without what follows the secret's name. */
  readonly arn: string;
  /** A staging label; null means AWSCURRENT. */
  readonly stage: string | null;
  /** A version id; null means the one that bears the label. */
  readonly version: string | null;
}

const SECRET_ARN =
  /^(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+)(?::([^:]*):([^:]*):([^:]*))?$/;

/** Null for what is no ARN of a secret, such as a parameter of Systems Manager. */
export function parseSecretReference(valueFrom: string): SecretReference | null {
  const match = SECRET_ARN.exec(valueFrom);
  if (match === null) return null;
  const [, arn = '', , stage = '', version = ''] = match;
  return { arn, stage: stage === '' ? null : stage, version: version === '' ? null : version };
}

/** Whether a reference means a secret. AWS adds a hyphen and six characters to the name, and finds it without them too. */
export function isReferenceTo({ arn }: SecretReference, secretArn: string): boolean {
  return arn === secretArn || arn === secretArn.replace(/-[A-Za-z0-9]{6}$/, '');
}
