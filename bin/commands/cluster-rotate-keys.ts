import { hasFacts } from '../../model/facts';
import { ProblemsError } from '../../model/problem';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { missingFactProblems } from '../../lib/operations/install/missing-facts';
import { rotateKeys } from '../../lib/operations/install/rotate-keys';
import { checkAccount } from '../aws/check-account';
import { RotatedKeySecret } from '../aws/rotated-key-secret';
import { OcSigningCluster } from '../install/oc-signing-cluster';
import { newSigningKey, toPublicKey } from '../install/signing-key';
import { httpsIssuers } from '../issuers/https-issuers';
import { loadedEnvironment } from '../loaded-environment';
import { writeFacts } from '../write-facts';

const needed = ['infraId', 'serviceAccountIssuer', 'serviceAccountKeys'] as const;

/**
 * Continues the rotation of the key that signs ServiceAccount tokens, up to the next step that a person must do or that
 * needs time.
 */
export async function clusterRotateKeys(name: string, { begin }: { readonly begin: boolean }): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  if (!hasFacts(facts, needed)) throw new ProblemsError(missingFactProblems(environment, facts, needed));
  await checkAccount(environment);
  const { serviceAccountIssuer, serviceAccountKeys } = facts;
  const services = {
    secret: new RotatedKeySecret(environment),
    cluster: new OcSigningCluster(),
    published: () => publishedBy(serviceAccountIssuer),
    newKey,
    record: (keys: typeof serviceAccountKeys) => {
      const after = { ...facts, serviceAccountKeys: keys };
      writeFacts(environment, { before: facts, after, mayReplace: ['serviceAccountKeys'] });
    },
    say: (line: string) => console.log(line),
    now: () => Date.now(),
  };
  await rotateKeys(environment, serviceAccountKeys, services, begin);
}

async function newKey() {
  const pem = await newSigningKey();
  const publicPart = toPublicKey(pem);
  if (publicPart === undefined) throw new Error('a key that was made just now cannot be read');
  return { pem, publicPart };
}

async function publishedBy(issuer: string): Promise<readonly string[]> {
  const answer = await httpsIssuers().ask(issuer);
  if (answer.answers) return answer.keyIds;
  const remedy = 'make it answer before its keys change: docs/alerts.md#issuer-silent';
  throw new AwsCallError(`the issuer ${issuer}`, `does not answer: ${answer.because}`, remedy);
}
