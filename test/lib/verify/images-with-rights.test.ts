import { imagesWithRightsRule } from '../../../lib/verify/images-with-rights';
import { renderedFiles } from './rendered-files';

const digest = `sha256:${'ab'.repeat(32)}`;
const moving = 'quay.io/x/tool:stable';

const workload = (spec: string, metadata = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tool, namespace: library${metadata} }
spec: { template: { spec: { ${spec} } } }
`;
const container = (image: string, more = '') => `containers: [{ name: tool, image: '${image}'${more} }]`;
const closed = 'automountServiceAccountToken: false, ';

const findings = (files: readonly string[], unpinned: readonly string[] = []) =>
  imagesWithRightsRule
    .findings({ ...renderedFiles(Object.fromEntries(files.map((text, index) => [`${index}.yaml`, text]))), unpinned })
    .map(({ reason }) => reason);

const binding = (kind: 'RoleBinding' | 'ClusterRoleBinding') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: tool${kind === 'RoleBinding' ? ', namespace: library' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: approver }
subjects: [{ kind: ServiceAccount, name: tool, namespace: library }]
`;
const token = (audience = '') =>
  `volumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { path: t${audience} } }] } }], `;

test.each([
  ['a token', [workload(container(moving))], 'a token of Kubernetes'],
  ['a token in a volume', [workload(closed + token() + container(moving))], 'a token of Kubernetes'],
  [
    'a role',
    [workload(`serviceAccountName: tool, ${closed}${container(moving)}`), binding('RoleBinding')],
    'ClusterRole approver',
  ],
  [
    'a role everywhere',
    [workload(`serviceAccountName: tool, ${closed}${container(moving)}`), binding('ClusterRoleBinding')],
    'ClusterRole approver',
  ],
  ['privileges', [workload(closed + container(moving, ', securityContext: { privileged: true }'))], 'privileged'],
  [
    'a folder of the machine',
    [workload(`${closed}volumes: [{ name: h, hostPath: { path: / } }], ${container(moving)}`)],
    'its machine',
  ],
  [
    'a place in the platform',
    [workload(closed + container(moving), ', labels: { commons-platform/owner: platform }')],
    'part of the platform',
  ],
  [
    'a moving tag in front of another container',
    [workload(`initContainers: [{ name: tool, image: '${moving}' }], ${container(`x.example/y:1@${digest}`)}`)],
    'a token of Kubernetes',
  ],
])('what has %s goes by digest', (_, files, right) => {
  expect(findings(files)).toEqual([`container tool has rights (${right}) and is a moving tag: ${moving}`]);
  const pinned = files.map((text) => text.replace(moving, `${moving}@${digest}`));
  expect(findings(pinned)).toEqual([]);
  expect(findings(files, [moving])).toEqual([]);
});

test('even a version is a tag that somebody can move', () => {
  expect(findings([workload(container('quay.io/x/tool:1.2.3'))])).toHaveLength(1);
});

test('what has no rights goes by what it likes, and a token for AWS is none of the cluster', () => {
  expect(findings([workload(closed + container(moving))])).toEqual([]);
  expect(findings([workload(closed + token(', audience: sts.amazonaws.com') + container(moving))])).toEqual([]);
});

test('what OpenShift’s release brought moves with it alone', () => {
  const own = 'image-registry.openshift-image-registry.svc:5000';
  expect(findings([workload(container(`${own}/openshift/cli:latest`))])).toEqual([]);
  expect(findings([workload(container(`${own}/library/cli:latest`))])).toHaveLength(1);
});

const trigger = JSON.stringify([
  {
    from: { kind: 'ImageStreamTag', name: 'tool:stable' },
    fieldPath: 'spec.template.spec.containers[?(@.name=="tool")].image',
  },
]);
const stream = (scheduled: boolean) => `
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: { name: tool, namespace: library }
spec: { tags: [{ name: stable, importPolicy: { scheduled: ${scheduled} } }] }
`;

test('a stream with a schedule moves it, whatever the file says and lists', () => {
  const followed = workload(container(moving), `, annotations: { image.openshift.io/triggers: '${trigger}' }`);
  expect(findings([followed, stream(true)], [moving])).toEqual([
    `container tool has rights (a token of Kubernetes) and follows a tag: ${moving}`,
  ]);
  expect(findings([followed, stream(false)], [moving])).toEqual([]);
});
