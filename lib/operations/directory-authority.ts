import { kerberosRealm } from '../../model/directory-replicas';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError, type Problem } from '../../model/problem';
import { BasicConstraintsExtension, X509Certificate } from './x509';

/** A certificate that somebody has fetched from a replica: the name of its file, and its text. */
export interface FetchedCertificate {
  readonly file: string;
  readonly text: string;
}

/**
 * The facts with the certificate of the authority that the directory of an environment made for itself.
 *
 * @param now milliseconds since the epoch
 * @throws ProblemsError when the environment has no directory, or the certificate is not that of its authority
 */
export function recordDirectoryAuthority(
  { name, directory }: Pick<Environment, 'name' | 'directory'>,
  facts: Partial<Facts>,
  { file, text }: FetchedCertificate,
  now: number,
): Partial<Facts> {
  if (directory === undefined) {
    const reason = 'declares no directory that could have an authority';
    throw new ProblemsError([fileProblem(`environments/${name}/environment.yaml`, reason, 'see docs/directory.md')]);
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  const remedy = `fetch it: curl --output ${file} https://${directory.web.host}/ipa/config/ca.crt`;
  const [block, ...others] = blocks;
  if (block === undefined || others.length > 0) {
    const reason =
      block === undefined ? 'has no certificate' : `has ${blocks.length} certificates, and an authority has one`;
    throw new ProblemsError([fileProblem(file, reason, remedy)]);
  }
  const problems = certificateProblems(file, block, kerberosRealm(directory.domain), { remedy, now });
  if (problems.length > 0) throw new ProblemsError(problems);
  return { ...facts, directoryAuthority: `${block.replaceAll('\r', '')}\n` };
}

function certificateProblems(
  file: string,
  block: string,
  realm: string,
  { remedy, now }: { readonly remedy: string; readonly now: number },
): readonly Problem[] {
  const certificate = parse(block);
  if (certificate === undefined) return [fileProblem(file, 'has a certificate that cannot be read', remedy)];
  const { subject, issuer, notAfter } = certificate;
  const wrong = [
    ...(certificate.getExtension(BasicConstraintsExtension)?.ca === true
      ? []
      : ['is of a server, not of an authority']),
    ...(subject === issuer ? [] : ['is of an authority below another one, which Keycloak would not know']),
    // FreeIPA names its own authority so. Source: freeipa/freeipa, ipaserver/install/cainstance.py.
    ...(subject.split(/,\s*/).includes(`O=${realm}`) ? [] : [`is of ${subject}, and the realm is ${realm}`]),
    ...(notAfter.getTime() > now ? [] : [`ended on ${notAfter.toISOString().slice(0, 10)}`]),
  ];
  return wrong.map((reason) => fileProblem(file, reason, remedy));
}

function parse(block: string): X509Certificate | undefined {
  try {
    return new X509Certificate(block);
  } catch {
    return undefined;
  }
}
