import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import type { PublicHost } from '../../base/network/public-route';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface HomeserverRouteProps extends PublicHost {
  /** Name of the service behind it and of the service's port. */
  readonly service: string;
  readonly port: string;
  /** Address blocks from which the homeserver calls. */
  readonly calledFrom: readonly string[];
}

/**
 * The path below which the homeserver tells the bridge what happens, beside the `PublicRoute` of the same host. Its token
 * keeps others out; nobody else needs to come so far.
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
          // The second is what OpenShift called it before, and is not looked at where the first is known.
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
