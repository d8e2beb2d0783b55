import { dump } from 'js-yaml';
import { openedHostRule } from '../../../../lib/review/rules/opened-host';
import { reviewFiles } from '../../../support/review-files';

/** What is said of a change of objects, as `class: subject what`. */
function said(before: readonly object[], after: readonly object[]): readonly string[] {
  const files = (objects: readonly object[]) => ({
    'cluster/all.yaml': objects.map((each) => dump(each)).join('---\n'),
  });
  const { findings } = reviewFiles({ before: files(before), after: files(after) }, [openedHostRule]);
  expect(findings.filter(({ places }) => places.length === 0)).toEqual([]);
  return findings.map((each) => `${each.class}: ${each.subjects.join(' + ')} ${each.what}`);
}

const service = (name: string, spec: object = {}, annotations: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'wiki', annotations },
  spec,
});
const route = (host: string, to: string, spec: object = {}, annotations: object = {}) => ({
  apiVersion: 'route.openshift.io/v1',
  kind: 'Route',
  metadata: { name: host.replaceAll('.', '-'), namespace: 'wiki', annotations },
  spec: {
    host,
    to: { kind: 'Service', name: to },
    tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' },
    ...spec,
  },
});
const home = [
  service('web'),
  service('metrics'),
  service('web-closed'),
  route('wiki.example', 'web'),
  { ...route('wiki.example', 'web-closed', { path: '/metrics' }), metadata: { name: 'closed', namespace: 'wiki' } },
];

describe('hosts', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    [
      'of a service that had none',
      [route('numbers.example', 'metrics')],
      ['lets-in: https://numbers.example leads to service wiki/metrics, to which no host led before'],
    ],
    [
      'more of a service',
      [route('www.example', 'web')],
      ['watch: https://www.example is another host of service wiki/web'],
    ],
    ['that is closed', [route('www.example', 'web-closed', { path: '/metrics' })], []],
    ['of a new service', [service('pad'), route('pad.example', 'pad')], []],
    [
      'the same, in another object',
      [{ ...route('wiki.example', 'web'), metadata: { name: 'other', namespace: 'wiki' } }],
      [],
    ],
  ])('%s', (_, more, expected) => {
    expect(said(home, [...home, ...more])).toEqual(expected);
  });

  const one = (spec: object, annotations: object = {}) => [route('wiki.example', 'web', spec, annotations)];
  const tls = (termination: string, insecureEdgeTerminationPolicy: string) => ({
    tls: { termination, insecureEdgeTerminationPolicy },
  });
  const hsts = (value: string) => ({ 'haproxy.router.openshift.io/hsts_header': value });
  const limits = (value: string, on = 'true') => ({
    'haproxy.router.openshift.io/rate-limit-connections': on,
    'haproxy.router.openshift.io/rate-limit-connections.rate-http': value,
  });
  const from = (value: string, name = 'allowlist') => ({ [`haproxy.router.openshift.io/ip_${name}`]: value });
  test.each<[string, readonly object[], readonly object[], readonly string[]]>([
    [
      'without encryption',
      one({}),
      one(tls('edge', 'Allow')),
      ['weakens: https://wiki.example also serves plain HTTP, and did not'],
    ],
    [
      'with none at all',
      one({}),
      one({ tls: undefined }),
      ['weakens: https://wiki.example also serves plain HTTP, and did not'],
    ],
    [
      'behind the router',
      one(tls('reencrypt', 'Redirect')),
      one(tls('edge', 'None')),
      ['weakens: https://wiki.example is no longer encrypted between router and pods'],
    ],
    [
      'for all names',
      one({}),
      one({ wildcardPolicy: 'Subdomain' }),
      ['lets-in: https://wiki.example serves all names below the same domain (wildcard)'],
    ],
    [
      'without HSTS',
      one({}, hsts('max-age=31536000')),
      one({}),
      ['weakens: https://wiki.example has a shorter HSTS lifetime, or none'],
    ],
    [
      'with a higher limit',
      one({}, limits('100')),
      one({}, limits('1000')),
      ['weakens: https://wiki.example lets one address ask more than before, or anything'],
    ],
    [
      'with limits that are switched off',
      one({}, limits('100')),
      one({}, limits('100', 'false')),
      ['weakens: https://wiki.example lets one address ask more than before, or anything'],
    ],
    ['with a lower limit', one({}, limits('100')), one({}, limits('90')), []],
    ['with a first limit', one({}), one({}, limits('90')), []],
    ['with more HSTS', one({}, hsts('max-age=3600')), one({}, hsts('max-age=31536000;includeSubDomains')), []],
    [
      'from everywhere',
      one({}, from('203.0.113.8/29')),
      one({}),
      ['lets-in: https://wiki.example is answered to the internet, and was not'],
    ],
    [
      'from one block more',
      one({}, from('203.0.113.8/29')),
      one({}, from('203.0.113.0/28')),
      ['lets-in: https://wiki.example is answered to 203.0.113.0/29, and was not'],
    ],
    [
      'from the same by the older name',
      one({}, from('203.0.113.0/28')),
      one({}, from('203.0.113.8/29 203.0.113.0/29', 'whitelist')),
      [],
    ],
    [
      'from what is no address',
      one({}, from('203.0.113.0/28')),
      one({}, from('office')),
      ['watch: https://wiki.example lets in office, which could not be judged'],
    ],
    [
      'from nowhere that is known',
      one({}),
      [{ ...one({})[0], spec: { host: 'wiki.example' } }],
      ['watch: https://wiki.example could not be judged, because it cannot be read'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });
});

describe('the routers', () => {
  const controller = (spec: object) => ({
    apiVersion: 'operator.openshift.io/v1',
    kind: 'IngressController',
    metadata: { name: 'default', namespace: 'openshift-ingress-operator' },
    spec,
  });
  const balancer = (loadBalancer: object) => ({
    endpointPublishingStrategy: { type: 'LoadBalancerService', loadBalancer },
  });
  const subject = 'IngressController openshift-ingress-operator/default';
  test.each<[string, object, object, readonly string[]]>([
    [
      'face the internet',
      balancer({ scope: 'Internal' }),
      balancer({ scope: 'External' }),
      [
        `lets-in: ${subject} becomes internet-facing, and was internal: another load balancer with other addresses replaces it`,
      ],
    ],
    [
      'face it by default',
      balancer({ scope: 'Internal' }),
      {},
      [
        `lets-in: ${subject} becomes internet-facing, and was internal: another load balancer with other addresses replaces it`,
      ],
    ],
    [
      'let everybody in',
      balancer({ allowedSourceRanges: ['192.0.2.0/24'] }),
      balancer({}),
      [`lets-in: ${subject} is answered to the internet, and was not`],
    ],
    ['let fewer in', balancer({}), balancer({ allowedSourceRanges: ['192.0.2.0/24'] }), []],
    [
      'join what they let in',
      balancer({ allowedSourceRanges: ['192.0.2.0/25', '192.0.2.128/25'] }),
      balancer({ allowedSourceRanges: ['192.0.2.0/24'] }),
      [],
    ],
    [
      'mix tenants',
      {},
      { routeAdmission: { namespaceOwnership: 'InterNamespaceAllowed' } },
      [`lets-in: ${subject} lets a tenant claim paths of hosts of other tenants`],
    ],
    [
      'take wildcards',
      {},
      { routeAdmission: { wildcardPolicy: 'WildcardsAllowed' } },
      [`lets-in: ${subject} lets tenants claim wildcard hosts`],
    ],
    [
      'take old TLS',
      {},
      { tlsSecurityProfile: { type: 'Old' } },
      [`weakens: ${subject} accepts older TLS versions with weak ciphers`],
    ],
    [
      'take TLS of their own',
      { tlsSecurityProfile: { type: 'Modern' } },
      { tlsSecurityProfile: { type: 'Custom', custom: { minTLSVersion: 'VersionTLS12' } } },
      [`weakens: ${subject} accepts older TLS versions with weak ciphers`],
    ],
    [
      'take newer TLS',
      { tlsSecurityProfile: { type: 'Old', old: {} } },
      { tlsSecurityProfile: { type: 'Intermediate' } },
      [],
    ],
    [
      'ask for no certificate',
      { clientTLS: { clientCertificatePolicy: 'Required' } },
      {},
      [`weakens: ${subject} no longer requires client certificates`],
    ],
    ['are more', { replicas: 2 }, { replicas: 3 }, []],
    [
      'cannot be read',
      {},
      { endpointPublishingStrategy: 'public' },
      [`watch: ${subject} could not be judged, because it cannot be read`],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(said([controller(before)], [controller(after)])).toEqual(expected);
  });
});

describe('services', () => {
  const inside = { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' };
  const web = (spec: object, annotations: object = {}) => [service('web', spec, annotations)];
  const limited = (...loadBalancerSourceRanges: readonly string[]) => ({
    type: 'LoadBalancer',
    loadBalancerSourceRanges,
  });
  test.each<[string, readonly object[], readonly object[], readonly string[]]>([
    [
      'on machines',
      web({}),
      web({ type: 'NodePort' }),
      ['lets-in: Service wiki/web is exposed on a port of every machine, and was internal to the cluster'],
    ],
    [
      'in the network',
      web({}),
      web({ type: 'LoadBalancer' }, inside),
      ['lets-in: Service wiki/web gets an internal load balancer'],
    ],
    [
      'on the internet',
      web({ type: 'LoadBalancer' }, inside),
      web({ type: 'LoadBalancer' }),
      ['lets-in: Service wiki/web gets an internet-facing load balancer'],
    ],
    [
      'without limits',
      web(limited('10.0.0.0/16'), inside),
      web(limited(), inside),
      ['lets-in: Service wiki/web is answered to the internet, and was not'],
    ],
    ['with less', web(limited('10.0.0.0/16')), web(limited('10.0.0.0/17')), []],
    [
      'at an address of its own',
      web({}),
      web({ externalIPs: ['203.0.113.9'] }),
      ['lets-in: Service wiki/web is answered at 203.0.113.9, outside of the cluster'],
    ],
    ['new', [], web({ type: 'LoadBalancer' }), ['watch: Service wiki/web gets an internet-facing load balancer']],
    ['back inside', web({ type: 'LoadBalancer' }), web({ type: 'ClusterIP' }), []],
  ])('%s', (_, before, after, expected) => {
    expect(said([...before, service('other')], [...after, service('other')])).toEqual(expected);
  });
});
