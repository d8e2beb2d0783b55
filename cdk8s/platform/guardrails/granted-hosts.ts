import { guardedNamespace } from '../../base/namespaces/guarded-namespace';
import { listedByNamespace, type AdmissionRule } from './admission-policy';

const hosts = listedByNamespace(guardedNamespace.hosts);
const remedy = `a host must be listed in the tenant's file: the namespace has it in ${guardedNamespace.hosts}`;

/**
 * Rule for hosts of Routes. OpenShift gives a Route without a host one below the cluster's domain before the rule is
 * checked; such a Route is refused too, because the host is not listed.
 */
const routes: AdmissionRule = {
  name: 'route-hosts',
  because: 'A namespace serves the hosts that were granted to it, and no look-alike of another',
  resources: [{ group: 'route.openshift.io', resources: ['routes'] }],
  variables: { hosts },
  validations: [
    { expression: "object.spec.?host.orValue('') in variables.hosts", message: `spec.host: ${remedy}` },
    {
      expression: "object.spec.?wildcardPolicy.orValue('None') == 'None'",
      message: 'spec.wildcardPolicy: must be None, a wildcard would serve hosts of others',
    },
  ],
};

const ingresses: AdmissionRule = {
  name: 'ingress-hosts',
  because: 'OpenShift makes a route of each rule of an ingress',
  resources: [{ group: 'networking.k8s.io', resources: ['ingresses'] }],
  variables: { hosts },
  validations: [
    {
      expression:
        "size(object.spec.?rules.orValue([])) > 0 && object.spec.rules.all(rule, rule.?host.orValue('') in variables.hosts)",
      message: `spec.rules: ${remedy}`,
    },
    {
      expression: 'object.spec.?tls.orValue([]).all(tls, tls.?hosts.orValue([]).all(host, host in variables.hosts))',
      message: `spec.tls: ${remedy}`,
    },
  ],
};

/**
 * Rule for public certificates: the owner of one can pose as its host. Certificates by an Issuer of the namespace are not
 * checked, because no client trusts them.
 */
const certificates: AdmissionRule = {
  name: 'certificate-hosts',
  because: 'Nobody gets a certificate that the world trusts for a host of somebody else',
  resources: [{ group: 'cert-manager.io', resources: ['certificates'] }],
  when: { 'public-issuer': "object.spec.issuerRef.?kind.orValue('Issuer') == 'ClusterIssuer'" },
  variables: { hosts },
  validations: [
    {
      expression:
        'size(object.spec.?dnsNames.orValue([])) > 0 && object.spec.dnsNames.all(host, host in variables.hosts) && object.spec.?commonName.orValue(object.spec.dnsNames[0]) in variables.hosts',
      message: `spec.dnsNames, spec.commonName: ${remedy}`,
    },
    {
      expression:
        'size(object.spec.?ipAddresses.orValue([])) == 0 && size(object.spec.?uris.orValue([])) == 0 && size(object.spec.?emailAddresses.orValue([])) == 0 && !has(object.spec.literalSubject)',
      message: 'spec: a public certificate has dnsNames alone, no ipAddresses, uris, emailAddresses or literalSubject',
    },
  ],
};

/** Only cert-manager may make the intermediate objects of a Certificate: they hold an encoded CSR, which CEL cannot read. */
const certificateRequests: AdmissionRule = {
  name: 'certificate-requests',
  because: 'A request made by hand would pass by the policy for certificates',
  resources: [
    { group: 'cert-manager.io', resources: ['certificaterequests'] },
    { group: 'acme.cert-manager.io', resources: ['orders', 'challenges'] },
  ],
  operations: ['CREATE'],
  when: {
    'public-issuer': "object.spec.issuerRef.?kind.orValue('Issuer') == 'ClusterIssuer'",
    'by-hand': "request.userInfo.username != 'system:serviceaccount:cert-manager:cert-manager'",
  },
  validations: [{ expression: 'false', message: 'write a Certificate: cert-manager makes its requests itself' }],
};

/** Rules for the hosts of Routes, Ingresses and Certificates. */
export const grantedHosts: readonly AdmissionRule[] = [routes, ingresses, certificates, certificateRequests];
