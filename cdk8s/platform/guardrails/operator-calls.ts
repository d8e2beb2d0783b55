import type { AdmissionRule } from './admission-policy';

/**
 * Rules by which operators call only what the platform means them to: each of these kinds makes a program of the platform, which may
 * reach more than a tenant's pods, call an address that whoever writes the object has chosen.
 */
export const operatorCalls: readonly AdmissionRule[] = [
  {
    name: 'own-issuers',
    because: 'cert-manager calls the server that an issuer names, with the network of the platform',
    resources: [{ group: 'cert-manager.io', resources: ['issuers'] }],
    validations: [
      {
        expression:
          '(has(object.spec.ca) || has(object.spec.selfSigned)) && !has(object.spec.acme) && !has(object.spec.vault) && !has(object.spec.venafi)',
        message: 'spec: must be ca or selfSigned; certificates for the world are of the platform’s issuer',
      },
    ],
  },
  {
    name: 'own-metrics',
    because: 'Prometheus reads whatever a monitor leads to, and may reach the pods of all tenants',
    resources: [{ group: 'monitoring.coreos.com', resources: ['servicemonitors', 'podmonitors'] }],
    variables: {
      endpoints: 'object.spec.?endpoints.orValue([]) + object.spec.?podMetricsEndpoints.orValue([])',
    },
    validations: [
      {
        expression: 'variables.endpoints.all(each, !each.?followRedirects.orValue(true))',
        message: 'spec.endpoints: need followRedirects: false, a redirect leads to any address',
      },
      {
        expression: 'variables.endpoints.all(each, size(each.?relabelings.orValue([])) == 0)',
        message: 'spec.endpoints.relabelings: must be empty, they can change the address that is asked',
      },
      {
        expression: "variables.endpoints.all(each, each.?proxyUrl.orValue('') == '')",
        message: 'spec.endpoints.proxyUrl: must be empty, Prometheus asks pods by themselves',
      },
    ],
  },
  {
    name: 'closed-callers',
    because: 'Prometheus, Alertmanager and External Secrets call what these name, wherever it is',
    resources: [
      { group: 'monitoring.coreos.com', resources: ['alertmanagerconfigs', 'probes', 'scrapeconfigs'] },
      { group: 'generators.external-secrets.io', resources: ['*'] },
    ],
    validations: [
      { expression: 'false', message: 'the platform makes these; a ServiceMonitor or PodMonitor has metrics read' },
    ],
  },
];
