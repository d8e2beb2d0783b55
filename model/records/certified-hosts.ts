import { amazon, letsEncrypt, type CertificateAuthority } from '../data/certificate-authorities';
import { clusterDomain, type Environment } from '../environment';
import { mailCertificateNames } from '../mail/mail-certificate-names';
import { findOwnMail } from '../mail/own-mail';
import { syslogHost } from '../syslog-host';
import { webRecords } from './web-records';

/** A host that gets a certificate, and from whom. */
export interface CertifiedHost {
  /** May begin with `*.`. */
  readonly host: string;
  readonly authority: CertificateAuthority;
}

/**
 * Hosts whose certificates depend on CAA records of the registered domains. GitLab's sites do not: their zone has records of its
 * own.
 */
export function certifiedHosts(
  environment: Pick<
    Environment,
    'cluster' | 'directory' | 'domains' | 'edge' | 'gitlab' | 'hosts' | 'logs' | 'mail' | 'singleSignOn' | 'tenants'
  >,
): readonly CertifiedHost[] {
  const { directory, logs, singleSignOn, tenants } = environment;
  const { issuer, keycloak } = singleSignOn;
  const cluster = clusterDomain(environment);
  const mail = findOwnMail(environment);
  const byAcme = [
    ...webRecords(environment).flatMap(({ host }) => (host.startsWith('_') ? [] : [host])),
    ...tenants.flatMap(({ hosts }) => hosts.filter((host) => host.endsWith(`.apps.${cluster}`))),
    `api.${cluster}`,
    `*.apps.${cluster}`,
    ...(logs.syslog === undefined ? [] : [syslogHost(environment)]),
    ...(mail === undefined ? [] : mailCertificateNames(mail, environment)),
  ];
  return [
    ...(directory === undefined ? [] : [{ host: directory.web.host, authority: amazon }]),
    ...[...new Set(byAcme)].map((host) => ({ host, authority: letsEncrypt })),
    ...(keycloak?.placement === 'ecs'
      ? [new URL(issuer).hostname, keycloak.adminHost].map((host) => ({ host, authority: amazon }))
      : []),
  ];
}
