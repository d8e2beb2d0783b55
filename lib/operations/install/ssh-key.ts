import type { Environment } from '../../../model/environment';
import { ProblemsError, type Problem } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';

const publicKey = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]+={0,2})(?: [^\n]*)?$/;

/**
 * The public SSH key in a file, in OpenSSH's format.
 *
 * @throws ProblemsError when the file does not hold exactly one public key.
 */
export function parseSshKey(file: string, text: string): string {
  const key = text.trim();
  const [, type, body = ''] = publicKey.exec(key) ?? [];
  if (type !== undefined && typeIn(body) === type) return key;
  const reason = key.includes('PRIVATE KEY') ? 'is the private key, which stays with you' : 'is not one public SSH key';
  const remedy = 'name the file beside it that ends in .pub, made by ssh-keygen -t ed25519';
  throw new ProblemsError([fileProblem(file, reason, remedy)]);
}

/**
 * Problems with a key that the installer would refuse. Source:
 * openshift/installer:pkg/types/validation/installconfig.go, validateFIPSconfig.
 */
export function sshKeyProblems(
  { cluster }: Pick<Environment, 'cluster'>,
  file: string,
  key: string,
): readonly Problem[] {
  const [type = ''] = key.split(' ');
  if (cluster.cryptography !== 'fips' || !type.endsWith('ed25519')) return [];
  const remedy = 'make one of another kind: ssh-keygen -t ecdsa -b 521';
  return [fileProblem(file, `is of ${type}, which a cluster with cryptography: fips does not take`, remedy)];
}

/** The key type inside the encoded key, after four bytes with its length. Source: RFC 4253, section 6.6. */
function typeIn(body: string): string | undefined {
  if (body.length % 4 !== 0) return undefined;
  const bytes = atob(body);
  return bytes.slice(4, 4 + bytes.charCodeAt(3));
}
