import { stringify } from 'yaml';
import { signedDeliveryRule } from '../../../lib/verify/signed-delivery';
import { signingKey } from '../../support/signing-key';
import { renderedFiles } from './rendered-files';

const url = 'https://git.library.example/platform.git';

/** What a home says, all of it right: a platform that is signed for, and the services of the tenant `maps`, who are not. */
const right = {
  keys: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-gpg-keys-cm', namespace: 'openshift-gitops' },
    data: { DEC3583874FFA558: signingKey('subkey') },
  },
  argo: {
    apiVersion: 'argoproj.io/v1beta1',
    kind: 'ArgoCD',
    metadata: { name: 'openshift-gitops', namespace: 'openshift-gitops' },
    spec: { repo: on(), controller: on() },
  },
  platform: project('logs', { signatureKeys: [{ keyID: 'BD1D429FB5195437' }], destinations: [{ namespace: 'logs' }] }),
  services: project('maps', {
    destinations: [{ namespace: 'maps' }],
    namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
  }),
};

function on(value = 'true') {
  return { env: [{ name: 'ARGOCD_GPG_ENABLED', value }] };
}

function project(name: string, spec: object) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: 'openshift-gitops' },
    spec: { sourceRepos: [url], ...spec },
  };
}

const applications = ['logs', 'maps'].map((name) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'openshift-gitops' },
  spec: { project: name, source: { repoURL: url, path: `rendered/home/cluster/${name}` }, destination: {} },
}));
const namespace = (name: string, owner: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'commons-platform/owner': owner } },
});
const inFolderOf = (tenant: string, apiVersion: string, kind: string) => ({
  [`cluster/${tenant}/thing.yaml`]: stringify({ apiVersion, kind, metadata: { name: 'thing', namespace: tenant } }),
});

function reasons(changes: Partial<Record<keyof typeof right, object>>, files: Readonly<Record<string, string>> = {}) {
  const objects = [
    ...Object.values({ ...right, ...changes }).filter((each) => 'kind' in each),
    ...applications,
    namespace('maps', 'maps'),
    namespace('logs', 'platform'),
  ];
  const rendered = Object.fromEntries(
    objects.map((each, index) => [`cluster/delivery/${index}.yaml`, stringify(each)]),
  );
  return signedDeliveryRule.findings(renderedFiles({ ...rendered, ...files })).map(({ reason }) => reason);
}

test('a signed platform and the services of a tenant are taken', () => {
  expect(reasons({}, inFolderOf('maps', 'apps/v1', 'Deployment'))).toEqual([]);
});

const services = (change: object) => ({ services: { ...right.services, spec: { ...right.services.spec, ...change } } });
const kind = (group: string, name: string) => ({ namespaceResourceWhitelist: [{ group, kind: name }] });

test.each<[string, Parameters<typeof reasons>[0], string]>([
  [
    'a project of the platform without keys',
    { platform: project('logs', { destinations: [{ namespace: 'logs' }], ...kind('apps', 'Deployment') }) },
    'requires no signature, and may write into logs',
  ],
  [
    'an empty list of keys',
    {
      platform: project('logs', {
        signatureKeys: [],
        destinations: [{ namespace: 'logs' }],
        ...kind('apps', 'Deployment'),
      }),
    },
    'requires no signature, and may write into logs',
  ],
  [
    'a key that is nobody’s, such as GitLab’s',
    { platform: project('logs', { signatureKeys: [{ keyID: '4AEE18F83AFDEB23' }] }) },
    'takes the word of 4AEE18F83AFDEB23',
  ],
  [
    'the key of an engineer who signs with a subkey',
    { platform: project('logs', { signatureKeys: [{ keyID: 'DEC3583874FFA558' }] }) },
    'takes the word of DEC3583874FFA558',
  ],
  [
    'services that may write into the platform',
    services({ destinations: [{ namespace: 'maps' }, { namespace: 'logs' }] }),
    'requires no signature, and may write into logs',
  ],
  [
    'services that may write everywhere',
    services({ destinations: [{ namespace: '*' }] }),
    'requires no signature, and may write into *',
  ],
  [
    'services that may write into no namespace that is said',
    services({ destinations: [] }),
    'requires no signature, and may write into no namespace',
  ],
  [
    'services with kinds of the cluster',
    services({ clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] }),
    'requires no signature, and may write Namespace of the cluster',
  ],
  [
    'services with every kind',
    services({ namespaceResourceWhitelist: [] }),
    'requires no signature, and may write every kind',
  ],
  ['services with a star', services(kind('*', '*')), 'requires no signature, and may write *'],
  [
    'services that bind roles',
    services(kind('rbac.authorization.k8s.io', 'RoleBinding')),
    'requires no signature, and may write RoleBinding',
  ],
  [
    'services that make applications',
    services(kind('argoproj.io', 'Application')),
    'requires no signature, and may write Application',
  ],
  [
    'services that set their own quota',
    services(kind('', 'ResourceQuota')),
    'requires no signature, and may write ResourceQuota',
  ],
  [
    'GPG that is switched off',
    { argo: { ...right.argo, spec: { repo: on('false'), controller: on() } } },
    'spec.repo does not enable',
  ],
  [
    'GPG of which nothing is said',
    { argo: { ...right.argo, spec: { repo: on() } } },
    'spec.controller does not enable',
  ],
  [
    'applications out of other namespaces',
    { argo: { ...right.argo, spec: { ...right.argo.spec, sourceNamespaces: ['maps'] } } },
    'takes applications from maps',
  ],
  [
    'a key under another name',
    { keys: { ...right.keys, data: { BD1D429FB5195437: signingKey('subkey') } } },
    'BD1D429FB5195437 holds the key DEC3583874FFA558',
  ],
  ['keys that are not rendered', { keys: {} }, 'requires signatures, and Argo CD has no key'],
])('%s: found', (_, changes, reason) => {
  expect(reasons(changes)).toContainEqual(expect.stringMatching(`^${reason.replace(/\*/g, '\\*')}`));
});

test('a kind that the project of a tenant does not list is found before Argo CD refuses it', () => {
  expect(reasons({}, inFolderOf('maps', 'rbac.authorization.k8s.io/v1', 'ClusterRole'))).toEqual([
    'Argo CD refuses it: the project openshift-gitops/maps lists no ClusterRole',
  ]);
});
