import type { AdmissionRule } from './admission-policy';

const services: AdmissionRule = {
  name: 'closed-services',
  because: 'What serves the world does so by the routers; balancers and addresses cost, and pass by them',
  resources: [{ group: '', resources: ['services'] }],
  validations: [
    {
      expression: "object.spec.?type.orValue('ClusterIP') == 'ClusterIP'",
      message: 'spec.type: must be ClusterIP; a route serves HTTPS to the world',
    },
    {
      expression: 'size(object.spec.?externalIPs.orValue([])) == 0',
      message: 'spec.externalIPs: must be empty, the machines would take traffic for addresses of others',
    },
    {
      expression:
        "object.metadata.?annotations.orValue({}).all(name, !name.startsWith('external-dns.alpha.kubernetes.io/'))",
      message: 'metadata.annotations: records are made from the tenant’s hosts, not from external-dns annotations',
    },
  ],
};

/** Objects of other APIs that would make a pod reachable from outside, or make a DNS record. */
const entries: AdmissionRule = {
  name: 'closed-entries',
  because: 'A gateway brings a balancer of its own, and a DNSEndpoint any record of the zones',
  resources: [
    { group: 'gateway.networking.k8s.io', resources: ['gateways'] },
    { group: 'externaldns.k8s.io', resources: ['dnsendpoints'] },
  ],
  validations: [{ expression: 'false', message: 'the platform makes these; a route serves HTTPS to the world' }],
};

/** Rules by which pods of guarded namespaces are reached from outside through Routes only. */
export const closedServices: readonly AdmissionRule[] = [services, entries];
