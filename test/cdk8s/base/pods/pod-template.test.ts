import { z } from 'zod';
import { podTemplate, type PodTemplateProps } from '../../../../cdk8s/base/pods/pod-template';
import { emptyVolume } from '../../../../cdk8s/base/pods/mounted-volume';
import { k8s } from '../../../../cdk8s/base/manifests/kubernetes';
import { objectsOf } from '../../../support/charts';

const specSchema = z.object({
  template: z.object({ metadata: z.record(z.string(), z.unknown()), spec: z.record(z.string(), z.unknown()) }),
});

const least: PodTemplateProps = { labels: { app: 'wiki' }, serviceAccountName: 'wiki', containers: [{ name: 'wiki' }] };

const rendered = (change: Partial<PodTemplateProps> = {}) => {
  const [deployment] = objectsOf((chart) => {
    new k8s.KubeDeployment(chart, 'deployment', {
      spec: { selector: { matchLabels: least.labels }, template: podTemplate(chart, { ...least, ...change }) },
    });
  });
  return specSchema.parse(deployment?.spec).template;
};

test('a pod has no token, no variables of Services, and is admitted as restricted', () => {
  const { metadata, spec } = rendered();
  expect(metadata).toMatchObject({ labels: least.labels });
  expect(spec).toEqual({
    serviceAccountName: 'wiki',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'wiki' }],
  });
});

test('a pod whose images are built for one architecture runs on nodes that have it', () => {
  expect(rendered({ architecture: 'arm64' })).toMatchObject({
    spec: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
  });
});

test('the other fields are as they are given, and only those', () => {
  const template = rendered({
    annotations: { note: 'read at start' },
    restartPolicy: 'Never',
    nodeSelector: { 'node-role.kubernetes.io/infra': '' },
    volumes: [emptyVolume('scratch', '64Mi')],
  });
  expect(template).toMatchObject({
    metadata: { annotations: { note: 'read at start' } },
    spec: {
      restartPolicy: 'Never',
      nodeSelector: { 'node-role.kubernetes.io/infra': '' },
      volumes: [{ name: 'scratch', emptyDir: { sizeLimit: '64Mi' } }],
    },
  });
});
