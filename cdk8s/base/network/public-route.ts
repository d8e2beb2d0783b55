import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { k8s } from '../manifests/kubernetes';
import { RouteCertificate } from './route-certificate';
import { inWave, objectWaves } from '../delivery/sync';

/** Where the certificate of a host comes from: the router's own for names below the cluster's domain, else one by ACME. */
export type HostCertificate = 'router-default' | 'acme';

/** A name a service is reached by. */
export interface PublicHost {
  readonly host: string;
  readonly certificate: HostCertificate;
}

/** A port of pods by the name that the service gives it, or by its number. */
export type RoutePort = string | number;

export interface PublicRouteProps extends PublicHost {
  /** Name of the service behind it, and what its pods answer at. */
  readonly service: string;
  readonly port: RoutePort;
  /** Paths below which another port of the same pods answers, such as `/api`. */
  readonly elsewhere?: Readonly<Record<`/${string}`, RoutePort>>;
  /**
   * Seconds in which a request has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
  /** Paths below which the internet gets nothing, e.g. `/metrics`, and the service without pods that they lead to. */
  readonly closed?: { readonly paths: readonly string[]; readonly service: string };
}

/** Annotation by which the routers wait longer, or less; none for their own 30 seconds. */
export const routeTimeout = (seconds: number | undefined): Record<string, string> =>
  seconds === undefined ? {} : { 'haproxy.router.openshift.io/timeout': `${seconds}s` };

/** Port of a service that leads nowhere. */
const closedPort = 'closed';

/** One host on the internet with TLS that ends at the router, and plain HTTP redirected. */
export class PublicRoute extends Construct {
  constructor(scope: Construct, id: string, props: PublicRouteProps) {
    super(scope, id);
    const { host, certificate, service, port, elsewhere = {}, timeoutSeconds, closed } = props;
    const name = host.replaceAll('.', '-');
    const secret = certificate === 'acme' ? new RouteCertificate(this, 'certificate', { host }).secretName : undefined;
    const tls = {
      termination: 'edge',
      insecureEdgeTerminationPolicy: 'Redirect',
      ...(secret === undefined ? {} : { externalCertificate: { name: secret } }),
    };
    const route = (suffix: string, path: string | undefined, target: string, targetPort: RoutePort) =>
      new ApiObject(this, `route${suffix}`, {
        apiVersion: 'route.openshift.io/v1',
        kind: 'Route',
        metadata: {
          name: `${name}${suffix}`,
          annotations: {
            'haproxy.router.openshift.io/hsts_header': 'max-age=31536000',
            ...routeTimeout(timeoutSeconds),
            ...inWave(objectWaves.workloads),
          },
        },
        spec: { host, path, to: { kind: 'Service', name: target, weight: 100 }, port: { targetPort }, tls },
      });

    route('', undefined, service, port);
    for (const [path, other] of Object.entries(elsewhere)) route(path.replaceAll('/', '-'), path, service, other);
    closed?.paths.forEach((path, index) => route(`-closed-${index + 1}`, path, closed.service, closedPort));
  }
}

/** A service without pods: the router answers 503 for it, on every release and without an allow-list to mistype. */
export class ClosedService extends k8s.KubeService {
  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id, {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: { ports: [{ name: closedPort, port: 80 }] },
    });
  }
}
