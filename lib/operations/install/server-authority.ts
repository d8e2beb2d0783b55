import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { ProblemsError, type Problem } from '../../../model/problem';
import { X509Certificate } from '../x509';
import { parseCertificates, type Certificate } from './certificates';
import { decodeDataUrl } from './data-url';
import { fileProblem } from '../../../model/file-problem';

/** What a cluster says of the server that hands out the configuration of new machines. */
export interface ServerAuthority {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  /** Certificate authorities by which new machines are to believe the server, as PEM. */
  readonly authorities: string;
  /** Certificate of the server, as PEM. */
  readonly server: string;
}

/** What recording it comes to. */
export type RecordedAuthority =
  | { readonly changes: false; readonly until: number }
  | {
      readonly changes: true;
      readonly facts: Partial<Facts>;
      /** Certificates in words: those that are recorded, and those of the cluster. */
      readonly before: readonly string[];
      readonly now: readonly string[];
    };

/**
 * The facts with the certificate authorities that a running cluster has for its machine config server. OpenShift makes new
 * ones: from 4.19 on by itself, at the upgrade to 4.19 and when eight of their ten years are over; earlier when it is told.
 * Source: openshift/machine-config-operator:pkg/controller/certrotation.
 *
 * @param now milliseconds since the epoch
 * @throws ProblemsError when it is another cluster, or machines that believe these authorities would not believe its server.
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
