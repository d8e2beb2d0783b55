import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { inWave, objectWaves } from '../base/delivery/sync';

export interface ExternalDnsProps {
  /** Secret, in the operator's namespace, with the role it takes. */
  readonly credentials: string;
  /** Hosted zone that everybody sees. */
  readonly publicZoneId: string;
  /** Hosted zone of the cluster's own domain that only the VPC sees, and hides the public one there. */
  readonly privateZoneId: string;
  /** Domain whose records the ingress operator keeps. */
  readonly routersDomain: string;
}

/**
 * Records of hosts in the cluster's own zones, for a cluster-wide chart: hosts of routes, which lead to the routers, and balancers of services that name a host in `external-dns.alpha.kubernetes.io/hostname`. A record that
 * somebody else made is never touched: each of ours has a TXT record beside it. Source: openshift/external-dns-operator:
 * docs/usage.md, pkg/operator/controller/externaldns/pod.go.
 */
export class ExternalDns extends Construct {
  /** Names of the instances; each runs as the service account `external-dns-<name>`. */
  static readonly instances = ['routes', 'services'] as const;

  constructor(scope: Construct, id: string, props: ExternalDnsProps) {
    super(scope, id);
    const { credentials, publicZoneId, privateZoneId, routersDomain } = props;
    const ours = { matchLabels: { 'app.kubernetes.io/managed-by': 'commons-platform' } };
    const sources = {
      routes: {
        type: 'OpenShiftRoute',
        labelFilter: ours,
        hostnameAnnotation: 'Ignore',
        openshiftRouteOptions: { routerName: 'default' },
      },
      services: {
        type: 'Service',
        labelFilter: ours,
        hostnameAnnotation: 'Allow',
        service: { serviceType: ['LoadBalancer'] },
      },
    };
    const zones = { routes: [publicZoneId], services: [publicZoneId, privateZoneId] };
    for (const instance of ExternalDns.instances) {
      new ApiObject(this, instance, {
        apiVersion: 'externaldns.olm.openshift.io/v1beta1',
        kind: 'ExternalDNS',
        metadata: { name: instance, annotations: inWave(objectWaves.workloads) },
        spec: {
          provider: { type: 'AWS', aws: { credentials: { name: credentials } } },
          zones: zones[instance],
          domains: [{ filterType: 'Exclude', matchType: 'Exact', name: routersDomain }],
          source: sources[instance],
        },
      });
    }
  }
}
