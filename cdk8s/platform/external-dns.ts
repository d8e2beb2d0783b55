import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { inWave, objectWaves } from '../base/delivery/sync';

export interface ExternalDnsProps {
  /** Name of the Secret, in the operator's namespace, with the IAM role that External DNS assumes. */
  readonly credentials: string;
  /** Id of the public hosted zone. */
  readonly publicZoneId: string;
  /** Id of the private hosted zone of the cluster's domain, which hides the public zone inside the VPC. */
  readonly privateZoneId: string;
  /** Domain whose records the ingress operator manages. */
  readonly routersDomain: string;
}

/**
 * Two instances of External DNS, for a cluster-wide chart. `routes` makes DNS records for the hosts of Routes, which lead to
 * the routers. `services` makes records for load balancers of Services with the annotation
 * `external-dns.alpha.kubernetes.io/hostname`. Both mark their records by a TXT record and change no others. Source:
 * openshift/external-dns-operator:docs/usage.md, pkg/operator/controller/externaldns/pod.go.
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
