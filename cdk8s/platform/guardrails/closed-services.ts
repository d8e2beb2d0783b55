import { guardedNamespace } from '../../base/namespaces/guarded-namespace';
import { listedByNamespace, type AdmissionRule, type AdmissionValidation } from './admission-policy';

const services = (
  type: AdmissionValidation,
  nodePorts: AdmissionRule['variables'],
  where: Pick<AdmissionRule, 'name' | 'namespaces'> = { name: 'closed-services' },
): AdmissionRule => ({
  ...where,
  because: 'What serves the world does so by the routers; balancers and addresses cost, and pass by them',
  resources: [{ group: '', resources: ['services'] }],
  variables: nodePorts,
  validations: [
    type,
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
});

const closed: AdmissionValidation = {
  expression: "object.spec.?type.orValue('ClusterIP') == 'ClusterIP'",
  message: 'spec.type: must be ClusterIP; a route serves HTTPS to the world',
};

/** Node ports follow from `ports` in tenants' files, and the platform writes them into the namespace. */
const orGranted: AdmissionValidation = {
  expression: `${closed.expression} || (object.spec.type == 'NodePort' && object.spec.ports.all(port, string(port.?nodePort.orValue(0)) in variables.nodePorts))`,
  message: `spec.type: must be ClusterIP, or NodePort with node ports that the namespace has in ${guardedNamespace.nodePorts}; a route serves HTTPS to the world`,
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

/**
 * Rules by which pods of guarded namespaces are reached from outside through Routes only, and through granted node ports where the
 * environment opens ports. The manager of CI jobs makes Services too, for those that a job declares.
 */
export const closedServices = (opensPorts: boolean): readonly AdmissionRule[] => [
  opensPorts
    ? services(orGranted, { nodePorts: listedByNamespace(guardedNamespace.nodePorts) })
    : services(closed, undefined),
  services(closed, undefined, { name: 'ci-services', namespaces: 'ci-jobs' }),
  entries,
];
