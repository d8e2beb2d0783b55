import { clusterDomain, type Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import type { DeclaredService } from '../../model/kinds/declared-service';
import { hostsServedBy } from '../../model/kinds/host-claims';
import { answersPath, servedHostName, type ServedHost } from '../../model/kinds/served-hosts';
import type { Tenant } from '../../model/tenant';

/** An address that is probed from outside, and the status that it must answer. */
export interface Probe {
  readonly url: string;
  /** `200` for a service that must work, `503` for a path that must be closed to the internet. */
  readonly expects: 200 | 503;
  /** Owner: a tenant, or `platform`. */
  readonly tenant: string;
  readonly service: string;
}

/** Probes of all hosts that an environment declares, and of the endpoints of OpenShift itself. */
export const externalProbes = (environment: Environment, facts: Partial<Facts>): readonly Probe[] => [
  ...platformProbes(environment, facts),
  ...environment.tenants.flatMap((tenant) => tenant.services.flatMap((service) => serviceProbes(tenant, service))),
];

function platformProbes(environment: Environment, { serviceAccountIssuer }: Partial<Facts>): readonly Probe[] {
  const { cluster, singleSignOn, gitlab } = environment;
  const domain = clusterDomain(environment);
  const probe = (service: string, url: string): Probe => ({ url, expects: 200, tenant: 'platform', service });
  return [
    // An API with `api: vpc` cannot be reached from outside the VPC.
    ...(cluster.api === 'vpc' ? [] : [probe('api', `https://api.${domain}:6443/readyz`)]),
    probe('console', `https://console-openshift-console.apps.${domain}/health`),
    probe('login', `https://oauth-openshift.apps.${domain}/healthz`),
    probe('sso', `${singleSignOn.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`),
    // If the issuer does not answer, no component can call AWS, and no alert inside the cluster would show the cause.
    ...(serviceAccountIssuer === undefined
      ? []
      : ['/.well-known/openid-configuration', '/keys.json'].map((path) =>
          probe('issuer', `${serviceAccountIssuer}${path}`),
        )),
    ...(gitlab === undefined
      ? []
      : [
          probe('gitlab', `https://${gitlab.host}/explore`),
          { ...probe('gitlab', `https://${gitlab.host}/-/metrics`), expects: 503 as const },
        ]),
  ];
}

function serviceProbes(tenant: Tenant, service: DeclaredService): readonly Probe[] {
  const { probes, processes = [] } = service;
  const probesAt = (host: ServedHost, paths: readonly string[], expects: Probe['expects']): readonly Probe[] =>
    paths
      .filter((path) => answersPath(host, path))
      .map((path) => ({
        url: `https://${servedHostName(host)}${path}`,
        expects,
        tenant: tenant.name,
        service: service.name,
      }));
  const asked = (health: string | undefined) => (health === undefined ? [] : [health]);
  return [
    ...hostsServedBy(service, tenant.hosts).flatMap((host) => [
      ...probesAt(host, asked(probes.health), 200),
      ...probesAt(host, probes.closed, 503),
    ]),
    ...processes.flatMap(({ hosts, health }) => hosts.flatMap((host) => probesAt(host, asked(health), 200))),
  ];
}
