import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';

export interface ManagedSecretProps {
  /** Its name, with slashes between the parts. */
  readonly name: string;
  /** Who fills it and what for. */
  readonly description: string;
  /**
   * `typed-in` makes it without a value, for people; `generated` fills it with 64 letters and digits, once. Going from one to
   * the other later makes a new value.
   */
  readonly value: 'typed-in' | 'generated';
  /** Alias of the key that encrypts it, with `alias/`. */
  readonly keyAlias: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A secret of AWS Secrets Manager whose value no template knows. It stays when it is taken out of the template: whoever
 * encrypted something with it would lose that too.
 */
export class ManagedSecret extends CfnSecret {
  constructor(scope: Construct, id: string, { name, description, value, keyAlias, tags = {} }: ManagedSecretProps) {
    super(scope, id, {
      name,
      description,
      kmsKeyId: keyAlias,
      generateSecretString: value === 'generated' ? generated : undefined,
      tags: Object.entries(tags).map(([key, text]) => ({ key, value: text })),
    });
    this.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    acknowledgeRules(
      this,
      ['AwsSolutions-SMG4'],
      'Whoever uses it would have to be told of a new value, so people change it: see the runbook.',
    );
  }
}

/** Any change here would give every generated secret a new value. 64 of 62 letters and digits are more than 380 bits. */
const generated = { passwordLength: 64, excludePunctuation: true } as const;
