import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { ProblemsError, type Problem } from '../../../model/problem';
import { X509Certificate } from '../x509';
import { parseCertificates, type Certificate } from './certificates';
import { decodeDataUrl } from './data-url';
import { fileProblem } from '../../../model/file-problem';

/** Certificates of a cluster's machine config server, from which new machines get their configuration. */
export interface ServerAuthority {
  /** Infrastructure id, which the installer generated for the cluster. */
  readonly infraId: string;
  /** Certificate authorities with which new machines verify the server, as PEM. */
  readonly authorities: string;
  /** Certificate of the server, as PEM. */
  readonly server: string;
}

/** Result of the comparison with the recorded authorities. */
export type RecordedAuthority =
  | { readonly changes: false; readonly until: number }
  | {
      readonly changes: true;
      readonly facts: Partial<Facts>;
      /** Descriptions of the certificates: those that are recorded, and those of the cluster. */
      readonly before: readonly string[];
      readonly now: readonly string[];
    };

/**
 * The facts with the certificate authorities of a running cluster's machine config server. OpenShift renews them: from
 * 4.19 on at the upgrade to 4.19 and after eight of their ten years, or earlier when a person asks for it. Source:
 * openshift/machine-config-operator:pkg/controller/certrotation.
 *
 * @param now milliseconds since the epoch
 * @throws ProblemsError when it is another cluster, or its server's certificate is not signed by these authorities.
 */
export async function recordServerAuthority(
  { name }: Pick<Environment, 'name'>,
  facts: Partial<Facts> & Pick<Facts, 'infraId' | 'machineConfigServerCa'>,
  { infraId, authorities, server }: ServerAuthority,
  now: number,
): Promise<RecordedAuthority> {
  const file = `environments/${name}/facts.json`;
  if (infraId !== facts.infraId) {
    const reason = `has the cluster ${facts.infraId}, but oc is logged in to ${infraId || 'one that has no name'}`;
    throw new ProblemsError([fileProblem(file, reason, `log in to the cluster of ${name}`)]);
  }
  const offered = parseCertificates(authorities);
  const problems = await serverProblems(file, offered, server, now);
  if (problems.length > 0) throw new ProblemsError(problems);

  const recorded = parseCertificates(decodeDataUrl(facts.machineConfigServerCa) ?? '');
  const bodies = (certificates: readonly Certificate[]) => certificates.map(({ body }) => body).sort();
  if (bodies(recorded).join() === bodies(offered).join()) {
    return { changes: false, until: Math.max(...offered.map(({ validUntil }) => validUntil)) };
  }
  return {
    changes: true,
    facts: { ...facts, machineConfigServerCa: `data:text/plain;charset=utf-8;base64,${btoa(authorities)}` },
    before: recorded.map(inWords),
    now: offered.map(inWords),
  };
}

async function serverProblems(
  file: string,
  offered: readonly Certificate[],
  server: string,
  now: number,
): Promise<readonly Problem[]> {
  const wait = 'wait until oc get clusteroperators machine-config has True False False, and run the command again';
  const [certificate] = parseCertificates(server);
  const current = offered.filter(({ validFrom, validUntil }) => validFrom <= now && now < validUntil);
  if (certificate === undefined || current.length === 0) {
    const what = certificate === undefined ? 'no certificate of its server' : 'no authority that is valid now';
    return [fileProblem(file, `cannot have the authority of a cluster with ${what}`, wait)];
  }
  const leaf = new X509Certificate(certificate.body);
  const signed = await Promise.all(
    current.map(({ body }) => leaf.verify({ publicKey: new X509Certificate(body), signatureOnly: true })),
  );
  return signed.includes(true)
    ? []
    : [fileProblem(file, 'cannot have an authority that did not sign the certificate of the cluster’s server', wait)];
}

const inWords = ({ subject, validUntil, serialNumber }: Certificate): string =>
  `${subject}, number ${serialNumber}, until ${new Date(validUntil).toISOString().slice(0, 10)}`;
