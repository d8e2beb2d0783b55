import type { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { randomTextFor, type RandomText, type SecretForm } from '../../model/formats/secret-form';

/**
 * What AWS Secrets Manager generates for a form, 64 letters and digits without one: more than 380 bits. Any change here would give
 * every generated secret of the form a new value.
 */
export function generatedString(form?: SecretForm): CfnSecret.GenerateSecretStringProperty {
  if (form === undefined) return { passwordLength: 64, excludePunctuation: true };
  const { length, alphabet } = randomTextFor(form);
  return { passwordLength: length, ...alphabets[alphabet] };
}

/**
 * The characters of each alphabet. Secrets Manager chooses among all letters, digits and punctuation, and takes one of each kind
 * unless it is told otherwise. Source: AWS CloudFormation, `AWS::SecretsManager::Secret GenerateSecretString`.
 */
const alphabets: Readonly<
  Record<RandomText['alphabet'], Omit<CfnSecret.GenerateSecretStringProperty, 'passwordLength'>>
> = {
  'letters and digits': { excludePunctuation: true },
  'hexadecimal digits': {
    excludePunctuation: true,
    excludeUppercase: true,
    excludeCharacters: 'ghijklmnopqrstuvwxyz',
    requireEachIncludedType: false,
  },
  base64: { excludeCharacters: '!"#$%&\'()*,-.:;<=>?@[\\]^_`{|}~', requireEachIncludedType: false },
};
