import { wantedImages } from '../../../../lib/operations/images/wanted-images';
import { load } from '../../../support/environment-folder';
import { renderedFiles } from '../../verify/rendered-files';

const images = `quay.io/x/pinned:1:
  digest: sha256:${'ab'.repeat(32)}
  architectures: [amd64, arm64]
`;
const { environment } = load({ 'images.yaml': images });

const wanted = (files: Readonly<Record<string, string>>, ...asked: readonly string[]) =>
  wantedImages(environment, { asked, objects: renderedFiles(files).objects, beside: [] });

const pod = (image: string, selector = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec: { template: { spec: { ${selector} containers: [{ name: web, image: '${image}' }] } } }
`;

test('an image has to fit the machines on which its pods may start', () => {
  const reference = 'quay.io/x/web:1';
  const onAmd64 = 'nodeSelector: { kubernetes.io/arch: amd64 }, tolerations: [{ operator: Exists }],';
  expect(wanted({ 'a.yaml': pod(reference) }, reference)).toEqual([{ reference, architectures: ['arm64'] }]);
  expect(wanted({ 'a.yaml': pod(reference, onAmd64) }, reference)).toEqual([{ reference, architectures: ['amd64'] }]);
  expect(wanted({ 'a.yaml': pod(reference), 'b.yaml': pod(reference, onAmd64) }, reference)).toEqual([
    { reference, architectures: ['amd64', 'arm64'] },
  ]);
});

test('an image that is pinned already is known by its digest', () => {
  const digest = environment.images['quay.io/x/pinned:1']?.digest ?? '';
  expect(wanted({ 'a.yaml': pod(`quay.io/x/pinned:1@${digest}`) }, 'quay.io/x/pinned:1')).toEqual([
    { reference: 'quay.io/x/pinned:1', architectures: ['arm64'] },
  ]);
});

test('where nobody says on which machines, all workers count', () => {
  expect(wanted({}, 'quay.io/x/of-a-chart:1')).toEqual([
    { reference: 'quay.io/x/of-a-chart:1', architectures: ['amd64', 'arm64'] },
  ]);
});

test('what runs beside the cluster has its own architecture', () => {
  const beside = [{ reference: 'quay.io/x/task:1', architecture: 'arm64' }] as const;
  expect(wantedImages(environment, { asked: [], objects: [], beside })).toEqual([
    { reference: 'quay.io/x/task:1', architectures: ['arm64'] },
  ]);
});
