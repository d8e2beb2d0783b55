import type { Facts } from '../../../model/facts';
import { resourceNames, type NamingContext } from '../../../model/naming';
import { ProblemsError } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';

/** A public key of service-account tokens. */
export type TokenPublicKey = Facts['serviceAccountKeys'][number];

/** Secret with the private key that signs the service-account tokens of the cluster, as PEM. */
export const signingKeySecret = (environment: NamingContext): string =>
  resourceNames(environment).secret('cluster', 'service-account-signing-key');

/**
 * Makes sure that the key in Secrets Manager is one that the facts publish: with another one, AWS would believe no token
 * of the cluster. While a key takes over from another, the facts publish both, and the secret holds the one that signs.
 *
 * @param held public part of the key in Secrets Manager; undefined when there is none
 * @throws ProblemsError when they disagree.
 */
export function checkSigningKey(
  environment: NamingContext,
  { serviceAccountKeys: keys = [] }: Pick<Partial<Facts>, 'serviceAccountKeys'>,
  held: TokenPublicKey | undefined,
): void {
  const [published] = keys;
  if (published === undefined || keys.some(({ kid }) => kid === held?.kid)) return;
  const secret = signingKeySecret(environment);
  const forget =
    'if no cluster was ever installed with it, remove serviceAccountKeys from this file and run the command again';
  const [reason, restore] =
    held === undefined
      ? [
          `publishes the key ${published.kid}, but Secrets Manager has no secret ${secret} in ${environment.region}`,
          `restore it, which AWS allows for some days: aws secretsmanager restore-secret --secret-id ${secret}`,
        ]
      : [
          `publishes the key ${keys.map(({ kid }) => kid).join(' and ')}, but the secret ${secret} holds ${held.kid}`,
          `put back the version that it had, from: aws secretsmanager list-secret-version-ids --secret-id ${secret}`,
        ];
  const file = `environments/${environment.name}/facts.json`;
  throw new ProblemsError([fileProblem(file, `serviceAccountKeys ${reason}`, `${restore}; ${forget}`)]);
}
