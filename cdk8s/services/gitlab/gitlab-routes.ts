import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import {
  ClosedService,
  PublicRoute,
  routeTimeout,
  type HostCertificate,
  type PublicHost,
} from '../../base/network/public-route';
import { RouteCertificate } from '../../base/network/route-certificate';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { publicPorts } from './gitlab-parts';

export interface GitLabRoutesProps {
  readonly name: string;
  readonly application: PublicHost;
  /**
   * Host of the container registry.
   * @default no Route for it
   */
  readonly registry?: PublicHost;
  /**
   * Host by which agents of other clusters reach GitLab.
   * @default no Route for it
   */
  readonly agents?: PublicHost;
  /**
   * Domain of Pages, below which each group has its sites, and where its wildcard certificate comes from.
   * @default no Route for it
   */
  readonly pages?: { readonly domain: string; readonly certificate: HostCertificate };
}

/** Seconds for which a clone or a push of layers may send nothing: as long as the load balancer allows by default. */
const timeoutSeconds = 300;

/** Routes of GitLab's public hosts. The Services behind them come from GitLab's chart. */
export class GitLabRoutes extends Construct {
  constructor(scope: Construct, id: string, props: GitLabRoutesProps) {
    super(scope, id);
    const { name, application, registry, agents, pages } = props;
    const closed = `${name}-closed`;
    new ClosedService(this, 'closed', { name: closed });
    new PublicRoute(this, 'application', {
      ...application,
      service: `${name}-webservice-default`,
      port: publicPorts.application,
      timeoutSeconds,
      closed: { paths: ['/-/metrics'], service: closed },
    });
    if (registry !== undefined) {
      const service = `${name}-registry`;
      new PublicRoute(this, 'registry', { ...registry, service, port: publicPorts.registry, timeoutSeconds });
    }
    if (agents !== undefined) {
      new PublicRoute(this, 'agents', {
        ...agents,
        service: `${name}-kas`,
        port: publicPorts.agents,
        timeoutSeconds,
        elsewhere: { '/k8s-proxy': { port: publicPorts.agentsKubernetes } },
      });
    }
    if (pages !== undefined) this.addPages(`${name}-gitlab-pages`, pages);
  }

  /**
   * A wildcard Route for every host directly below the domain; `any` in its host stands for all of them. The ingress controller
   * admits such a Route only if its policy allows wildcards.
   */
  private addPages(service: string, { domain, certificate }: NonNullable<GitLabRoutesProps['pages']>): void {
    const secret =
      certificate === 'acme'
        ? new RouteCertificate(this, 'pages-certificate', { host: `*.${domain}` }).secretName
        : undefined;
    new ApiObject(this, 'pages-route', {
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: {
        name: domain.replaceAll('.', '-'),
        annotations: { ...routeTimeout(timeoutSeconds), ...inWave(objectWaves.workloads) },
      },
      spec: {
        host: `any.${domain}`,
        wildcardPolicy: 'Subdomain',
        to: { kind: 'Service', name: service, weight: 100 },
        port: { targetPort: 'http-gitlab-pages-proxy' },
        tls: {
          termination: 'edge',
          insecureEdgeTerminationPolicy: 'Redirect',
          ...(secret === undefined ? {} : { externalCertificate: { name: secret } }),
        },
      },
    });
  }
}
