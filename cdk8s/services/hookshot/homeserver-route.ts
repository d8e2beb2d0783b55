import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import type { PublicHost } from '../../base/network/public-route';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface HomeserverRouteProps extends PublicHost {
  /** Name of the Service behind it, and of the Service's port. */
  readonly service: string;
  readonly port: string;
  /** Address blocks from which the homeserver calls. */
  readonly calledFrom: readonly string[];
}

/**
 * Route of the path at which the homeserver sends events to the bridge, beside the `PublicRoute` of the same host. A token
 * authenticates the homeserver, and the Route admits its addresses only.
 */
export class HomeserverRoute extends Construct {
  constructor(scope: Construct, id: string, props: HomeserverRouteProps) {
    super(scope, id);
    const { host, certificate, service, port, calledFrom } = props;
    const name = host.replaceAll('.', '-');
    const blocks = calledFrom.join(' ');
    new ApiObject(this, 'route', {
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: {
        name: `${name}-homeserver`,
        annotations: {
          // The second is the older name of the annotation; routers that know the first ignore it.
          'haproxy.router.openshift.io/ip_allowlist': blocks,
          'haproxy.router.openshift.io/ip_whitelist': blocks,
          ...inWave(objectWaves.workloads),
        },
      },
      spec: {
        host,
        path: '/_matrix/app',
        to: { kind: 'Service', name: service, weight: 100 },
        port: { targetPort: port },
        tls: {
          termination: 'edge',
          insecureEdgeTerminationPolicy: 'None',
          ...(certificate === 'acme' ? { externalCertificate: { name: `${name}-tls` } } : {}),
        },
      },
    });
  }
}
