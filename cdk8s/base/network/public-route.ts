import { Construct } from 'constructs';
import { routeName, routeSuffix } from '../../../model/formats/route-suffix';
import { isBelowPath } from '../../../model/formats/url-paths';
import { ApiObject } from '../manifests/api-object';
import { k8s } from '../manifests/kubernetes';
import { RouteCertificate } from './route-certificate';
import { inWave, objectWaves } from '../delivery/sync';
import { routeLimits, type RouteLimits } from './route-limits';

/**
 * Certificate of a host: the routers' default certificate for names below the cluster's domain, else one by ACME, which may be
 * `of-other` where another service or process of the namespace answers at the host too and has it.
 */
export type HostCertificate = 'router-default' | 'acme' | 'acme-of-other';

/** A host name under which a service is reached, and which certificate it has. */
export interface PublicHost {
  readonly host: string;
  readonly certificate: HostCertificate;
  /**
   * Paths of the host that it answers, with all that is below them.
   * @default all that no other Route of the host has
   */
  readonly paths?: readonly string[];
  /**
   * What one address may ask.
   * @default anything
   */
  readonly limits?: RouteLimits;
}

/** Target port of a Route: the name of a port of the Service, or the number of a port of its pods. */
export type RoutePort = string | number;

/** Where the requests below some paths go, by the path: a port, by default of the Service that has all others. */
export type RoutedPaths = Readonly<Record<string, { readonly service?: string; readonly port: RoutePort }>>;

export interface PublicRouteProps extends PublicHost {
  /** Name of the Service that the Route leads to. */
  readonly service: string;
  readonly port: RoutePort;
  /**
   * What gets the requests below certain paths, such as `/api`; each path is a Route of its own.
   * @default none: `port` gets the requests of all paths
   */
  readonly elsewhere?: RoutedPaths;
  /**
   * Seconds in which a request has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Paths for which the routers answer 503, such as `/metrics`, and the `ClosedService` that their Routes lead to.
   * @default none: all paths are reached from the internet
   */
  readonly closed?: { readonly paths: readonly string[]; readonly service: string };
}

/** Annotation of a Route with the routers' timeout for a request; empty without a value, for their default of 30 seconds. */
export const routeTimeout = (seconds: number | undefined): Record<string, string> =>
  seconds === undefined ? {} : { 'haproxy.router.openshift.io/timeout': `${seconds}s` };

/** Name of the port of a `ClosedService`. */
const closedPort = 'closed';

/**
 * The Routes of one host, with edge termination of TLS and a redirect from HTTP to HTTPS.
 *
 * @example
 * new PublicRoute(chart, 'route', {
 *   host: 'wiki.commons.example',
 *   certificate: 'acme',
 *   service: 'wiki',
 *   port: 'http',
 *   timeoutSeconds: 60,
 * });
 */
export class PublicRoute extends Construct {
  constructor(scope: Construct, id: string, props: PublicRouteProps) {
    super(scope, id);
    const { host, paths, service, port, elsewhere = {}, timeoutSeconds, closed, limits } = props;
    const name = routeName(host);
    const secret = this.secretWithCertificate(props);
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
            ...routeLimits(limits),
            ...inWave(objectWaves.workloads),
          },
        },
        spec: { host, path, to: { kind: 'Service', name: target, weight: 100 }, port: { targetPort }, tls },
      });

    const isAnswered = (path: string): boolean =>
      paths === undefined || paths.some((beginning) => isBelowPath(path, beginning));
    if (paths === undefined) route('', undefined, service, port);
    for (const path of paths ?? []) route(routeSuffix(path), path, service, port);
    for (const [path, other] of Object.entries(elsewhere))
      if (isAnswered(path)) route(routeSuffix(path), path, other.service ?? service, other.port);
    closed?.paths.forEach((path, index) => {
      if (isAnswered(path)) route(`-closed-${index + 1}`, path, closed.service, closedPort);
    });
  }

  /** Name of the Secret with the certificate; undefined for the routers' default certificate. */
  private secretWithCertificate({ host, certificate }: PublicHost): string | undefined {
    switch (certificate) {
      case 'acme':
        return new RouteCertificate(this, 'certificate', { host }).secretName;
      case 'acme-of-other':
        return RouteCertificate.secretNameFor(host);
      case 'router-default':
        return undefined;
    }
  }
}

/**
 * A Service without pods: the routers answer 503 for a Route to it. It works on every release of OpenShift, and needs no
 * list of allowed addresses, in which a typing error could open the path.
 */
export class ClosedService extends k8s.KubeService {
  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id, {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: { ports: [{ name: closedPort, port: 80 }] },
    });
  }
}
