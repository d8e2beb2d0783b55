import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import type { PublicHost } from '../../base/network/public-route';
import { routeLimits } from '../../base/network/route-limits';
import { RouteCertificate } from '../../base/network/route-certificate';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { forwardedAddress, type KeycloakClientAddress, type ForwardedAddress } from './forwarded-address';
import { keycloakService } from './keycloak-names';

export interface KeycloakRoutesProps {
  /** Name of the Keycloak. */
  readonly keycloak: string;
  /** Host at which people log in. */
  readonly host: PublicHost;
  /** Name of the community's realm. */
  readonly realm: string;
  /** Host of the administration. It must not be behind a CDN, whose address would hide those of the clients. */
  readonly adminHost: PublicHost;
  /** IPv4 blocks that may reach the administration; if empty it has no Route, and is reached by `oc port-forward` only. */
  readonly adminFrom: readonly string[];
  /** Where Keycloak gets the client's address from. */
  readonly clientAddress: KeycloakClientAddress;
}

/**
 * Routes of Keycloak. Everybody reaches the community's realm and the images and scripts of its pages. The realm `master`, the
 * administration and the metrics have no public Route. Keycloak refuses paths that are not normalized (`..`, `%6d`), so that none
 * bypasses the paths of the Routes. The routers re-encrypt, because these requests carry passwords.
 */
export class KeycloakRoutes extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: KeycloakRoutesProps,
  ) {
    super(scope, id);
    const { host, realm, adminHost, adminFrom, clientAddress } = props;
    this.addHost('login', host, [`/realms/${realm}`, '/resources'], forwardedAddress(clientAddress));
    // An empty allowlist would admit everybody.
    if (adminFrom.length === 0) return;
    this.addHost('administration', adminHost, ['/admin', '/realms', '/resources'], {
      annotations: {
        'haproxy.router.openshift.io/ip_allowlist': adminFrom.join(' '),
        'haproxy.router.openshift.io/set-forwarded-headers': 'replace',
      },
    });
  }

  private addHost(
    name: string,
    { host, certificate, limits }: PublicHost,
    paths: readonly string[],
    { annotations, httpHeaders }: ForwardedAddress,
  ): void {
    const secret = certificate === 'acme' ? new RouteCertificate(this, name, { host }).secretName : undefined;
    for (const path of paths) {
      const suffix = path.slice(1).replaceAll('/', '-');
      new ApiObject(this, `${name}-${suffix}`, {
        apiVersion: 'route.openshift.io/v1',
        kind: 'Route',
        metadata: {
          name: `${name}-${suffix}`,
          annotations: {
            'haproxy.router.openshift.io/hsts_header': 'max-age=31536000',
            ...annotations,
            ...routeLimits(limits),
            ...inWave(objectWaves.workloads),
          },
        },
        spec: {
          host,
          path,
          to: { kind: 'Service', name: keycloakService(this.props.keycloak), weight: 100 },
          port: { targetPort: 'https' },
          httpHeaders,
          tls: {
            // The routers trust OpenShift's service CA, which issued Keycloak's certificate.
            termination: 'reencrypt',
            insecureEdgeTerminationPolicy: 'Redirect',
            ...(secret === undefined ? {} : { externalCertificate: { name: secret } }),
          },
        },
      });
    }
  }
}
