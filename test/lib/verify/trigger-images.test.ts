import { triggerImagesRule } from '../../../lib/verify/trigger-images';
import { application } from './delivered-files';
import { renderedFiles } from './rendered-files';

const triggers = JSON.stringify([
  {
    from: { kind: 'ImageStreamTag', name: 'shelf:2' },
    fieldPath: 'spec.template.spec.containers[?(@.name=="shelf")].image',
  },
]);
const workload = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: shelf, namespace: library, annotations: { image.openshift.io/triggers: '${triggers}' } }
`;
const path = (list: string, name: string) => `.spec.template.spec.${list}[] | select(.name == "${name}") | .image`;
const left = (...paths: readonly string[]) =>
  application(
    'library',
    2,
    `  ignoreDifferences: [{ group: apps, kind: StatefulSet, name: shelf, jqPathExpressions: ${JSON.stringify(paths)} }]`,
  ).replace('retry: { limit: -1 }', "syncOptions: ['RespectIgnoreDifferences=true']");
const findings = (declared: string) =>
  triggerImagesRule
    .findings(renderedFiles({ 'cluster/applications/library.yaml': declared, 'cluster/library/shelf.yaml': workload }))
    .map(({ reason }) => reason);

test('the one image that a trigger writes is left alone', () => {
  expect(findings(left(path('containers', 'shelf')))).toEqual([]);
});

const image = 'spec.template.spec.containers[shelf].image of apps/StatefulSet shelf';

test.each([
  ['none is left alone', application('library', 2), [`it would revert ${image}, which a trigger writes`]],
  [
    'another is left alone too',
    left(path('containers', 'shelf'), path('initContainers', 'client')),
    ['it ignores spec.template.spec.initContainers[client].image of apps/StatefulSet shelf, which no trigger writes'],
  ],
  [
    'all are left alone',
    left('.spec.template.spec.containers[]?.image'),
    [
      `it would revert ${image}, which a trigger writes`,
      'it ignores spec.template.spec.containers[]?.image of apps/StatefulSet shelf, which no trigger writes',
    ],
  ],
  [
    'the API server compares',
    left(path('containers', 'shelf')).replace(
      "sync-wave: '2'",
      "sync-wave: '2', argocd.argoproj.io/compare-options: ServerSideDiff=true",
    ),
    ['the API server compares its containers without an image, and refuses them'],
  ],
  [
    'it is written all the same',
    left(path('containers', 'shelf')).replace('RespectIgnoreDifferences=true', 'ServerSideApply=true'),
    ['it applies the images that it ignores'],
  ],
])('something is found when %s', (_, declared, expected) => {
  expect(findings(declared)).toEqual(expected);
});
