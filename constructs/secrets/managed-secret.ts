import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { SecretForm } from '../../model/formats/secret-form';
import { acknowledgeRules } from '../acknowledge-rules';
import { generatedString } from './generated-string';

export interface ManagedSecretProps {
  /** Name of the secret, with slashes between its parts. */
  readonly name: string;
  /** Who fills the secret and what for. */
  readonly description: string;
  /**
   * `typed-in` makes the secret without a value, which people enter; `generated` fills it once with 64 letters and
   * digits, a form with what the value is made from. A later change from one to the other makes a new value.
   */
  readonly value: 'typed-in' | 'generated' | { readonly form: SecretForm };
  /** Alias of the KMS key that encrypts it, with `alias/`. */
  readonly keyAlias: string;
  /**
   * Tags of the secret.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A secret of AWS Secrets Manager whose value is in no template. It is retained when it leaves the template, because
 * data may be encrypted with its value.
 *
 * @example
 * new ManagedSecret(this, 'Mail', {
 *   name: 'commons/wiki/mail',
 *   description: 'Filled by people: password of wiki.commons.example at the mail server',
 *   value: 'typed-in',
 *   keyAlias: 'alias/commons-data',
 * });
 */
export class ManagedSecret extends CfnSecret {
  constructor(scope: Construct, id: string, { name, description, value, keyAlias, tags = {} }: ManagedSecretProps) {
    super(scope, id, {
      name,
      description,
      kmsKeyId: keyAlias,
      generateSecretString:
        value === 'typed-in' ? undefined : generatedString(value === 'generated' ? undefined : value.form),
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
