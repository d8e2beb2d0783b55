import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import type { PublicHost } from '../../base/network/public-route';
import { RouteCertificate } from '../../base/network/route-certificate';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { forwardedAddress, type KeycloakClientAddress, type ForwardedAddress } from './forwarded-address';
import { keycloakService } from './keycloak-names';

export interface KeycloakRoutesProps {
  /** Name of the Keycloak that they lead to. */
  readonly keycloak: string;
  /** Where people log in. */
  readonly host: PublicHost;
  /** Name of the community's realm. */
  readonly realm: string;
  /** Where it is administered: a name that no CDN is in front of, or nobody would be told from anybody. */
  readonly adminHost: PublicHost;
  /** IPv4 blocks that reach the administration; none closes it, and it is reached through the cluster's API alone. */
  readonly adminFrom: readonly string[];
  /** How it is known who logs in. */
  readonly clientAddress: KeycloakClientAddress;
}

/**
 * What of Keycloak is reached from where. From everywhere: the community's realm and the pages' pictures and scripts, and
 * not Keycloak's own realm, its administration or its figures, because no route leads there. Keycloak refuses paths that
 * turn into another one (`..`, `%6d`), so that none can lead past the routes. TLS begins anew behind the routers:
 * these requests carry passwords.
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
    // An empty list would let everybody in.
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
    { host, certificate }: PublicHost,
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
            // The routers know the authority of the cluster's own services, which Keycloak's certificate is from.
            termination: 'reencrypt',
            insecureEdgeTerminationPolicy: 'Redirect',
            ...(secret === undefined ? {} : { externalCertificate: { name: secret } }),
          },
        },
      });
    }
  }
}
