import { environmentTagsRule } from '../../../lib/verify/environment-tags';
import { renderedFiles } from './rendered-files';

const tag = 'commons-platform/environment';

const machineSet = (tags: string) => `
apiVersion: machine.openshift.io/v1beta1
kind: MachineSet
metadata: { name: workers, namespace: openshift-machine-api }
spec: { template: { spec: { providerSpec: { value: { tags: ${tags} } } } } }
`;

const storageClass = (parameters: string, provisioner = 'ebs.csi.aws.com') => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: disks }
provisioner: ${provisioner}
${parameters}
`;

const snapshotClass = (parameters: string) => `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata: { name: kept }
driver: ebs.csi.aws.com
parameters: ${parameters}
`;

const template = (...specifications: readonly (readonly [string, string])[]) => ({
  Template: {
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: {
        TagSpecifications: specifications.map(([ResourceType, Value]) => ({
          ResourceType,
          Tags: [{ Key: tag, Value }],
        })),
      },
    },
  },
});

const tagged = {
  'machines.yaml': machineSet(`[{ name: ${tag}, value: library }]`),
  'disks.yaml': storageClass(`parameters: { tagSpecification_1: ${tag}=library }`),
  'snapshots.yaml': snapshotClass(`{ tagSpecification_2: ${tag}=library }`),
};

const reasons = (manifests: Readonly<Record<string, string>>, resources = {}): readonly string[] =>
  environmentTagsRule.findings(renderedFiles(manifests, resources)).map(({ place, reason }) => `${place} ${reason}`);

test('what carries the tag of one environment everywhere is fine', () => {
  expect(reasons(tagged, template(['instance', 'library'], ['volume', 'library']))).toEqual([]);
});

test.each<[string, Readonly<Record<string, string>>, object, string]>([
  [
    'machines of the machine API',
    { 'a.yaml': machineSet('[{ name: owner, value: library }]') },
    {},
    `a.yaml MachineSet openshift-machine-api/workers gives each machine no tag ${tag}`,
  ],
  [
    'disks of claims',
    { 'a.yaml': storageClass('parameters: { type: gp3 }') },
    {},
    `a.yaml StorageClass disks gives each disk no tag ${tag}`,
  ],
  [
    'snapshots',
    { 'a.yaml': snapshotClass('{ tagSpecification_1: owner=library }') },
    {},
    `a.yaml VolumeSnapshotClass kept gives each snapshot no tag ${tag}`,
  ],
  ['disks of machines', {}, template(['instance', 'library']), `testing Template gives each volume no tag ${tag}`],
])('%s without the tag are found', (_, manifests, resources, reason) => {
  expect(reasons(manifests, resources)).toEqual([reason]);
});

test('the tag of another environment is found', () => {
  expect(reasons(tagged, template(['instance', 'library'], ['volume', 'archive']))).toContain(
    'testing Template gives each volume the environment archive, others have library and archive',
  );
});

test.each([
  ['of OpenShift, which only carries an annotation of ours', storageClass('')],
  ['of another driver', storageClass('parameters: { a: b }', 'efs.csi.aws.com')],
])('a class %s is left alone', (_, text) => {
  expect(reasons({ 'a.yaml': text })).toEqual([]);
});
