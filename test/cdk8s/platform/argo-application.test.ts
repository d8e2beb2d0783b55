import { ArgoApplication } from '../../../cdk8s/platform/argo-application';
import { byName, objectsOf } from '../../support/charts';

const url = 'https://git.example/platform.git';
const from = {
  url,
  urls: [url, 'https://mirror.example/platform.git'],
  branch: 'main',
  signatureKeys: ['BD1D429FB5195437'],
};

const objects = objectsOf((chart) => {
  new ArgoApplication(chart, 'delivery', {
    name: 'pad',
    description: 'Notes',
    path: 'rendered/pad',
    namespaces: ['pad', 'pad-data'],
    wave: 4,
    from,
    clusterKinds: [{ group: '', kind: 'Namespace' }],
    leftAlone: [{ group: 'apps', kind: 'Deployment', name: 'pad', jsonPointers: ['/spec/replicas'] }],
  });
});
const application = byName(objects, 'Application').pad;
const [spec, metadata] = [application?.spec, application?.metadata];

test('a project confines it to its namespaces, kinds and repository, and is there first', () => {
  expect(byName(objects, 'AppProject').pad).toMatchObject({
    metadata: { namespace: 'openshift-gitops', annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
    spec: {
      sourceRepos: from.urls,
      signatureKeys: [{ keyID: 'BD1D429FB5195437' }],
      destinations: [{ namespace: 'pad' }, { namespace: 'pad-data' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    },
  });
  expect(metadata).toMatchObject({ annotations: { 'argocd.argoproj.io/sync-wave': '4' } });
});

test('it follows the repository, drift is corrected, and what is gone is pruned', () => {
  expect(spec).toMatchObject({
    project: 'pad',
    source: { path: 'rendered/pad', repoURL: url, targetRevision: 'main', directory: { include: '*.yaml' } },
    syncPolicy: { automated: { prune: true, selfHeal: true } },
  });
  expect(JSON.stringify(metadata)).not.toContain('finalizers');
  expect(metadata).toMatchObject({ annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } });
});

test('it leaves alone what is somebody else’s, and what it leaves alone it does not write', () => {
  expect(spec).toMatchObject({
    ignoreDifferences: [{ group: 'apps', kind: 'Deployment', name: 'pad', jsonPointers: ['/spec/replicas'] }],
  });
  expect(JSON.stringify(spec)).toContain('"RespectIgnoreDifferences=true"');
});

test('without anything to leave alone it does not ask for it', () => {
  const plain = objectsOf((chart) => {
    new ArgoApplication(chart, 'delivery', {
      name: 'plain',
      description: 'Plain',
      path: 'rendered/plain',
      namespaces: ['plain'],
      wave: 4,
      from,
      clusterKinds: [],
    });
  });
  expect(JSON.stringify(plain)).not.toMatch(/ignoreDifferences|RespectIgnoreDifferences/);
});
