import type { ObjectChange, ResourceChange } from '../changes';
import { pathText, type Difference } from '../difference';
import { exampleManifest } from '../example-files';
import { isSmaller } from '../is-smaller';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { objectSubject, resourceSubject } from '../subjects';

/** A field that the API server or an operator lets nobody change. */
export const refusedChangeRule: ReviewRule = {
  id: 'refused-change',
  finds: 'a change that the API server or AWS will reject: of an immutable field, or of a volume that would shrink',
  class: 'interrupts',
  why: 'Argo CD retries for ever, and nothing else of the application is delivered until the change is reverted.',
  remedy: 'Leave the field as it is, or create a new object under another name, move the data, and remove the old one.',
  dangerous: { before: claim('20Gi'), after: claim('10Gi') },
  harmless: { before: claim('10Gi'), after: claim('20Gi') },
  findings: ({ objects, resources }) => [
    ...resources.flatMap(shrunk),
    ...objects.flatMap((change) => {
      const refused = change.differences.filter((difference) => isRefused(change, difference));
      return refused.map((difference) => ({
        class: 'interrupts' as const,
        layer: 'cluster' as const,
        subject: objectSubject(change),
        what: `cannot be changed in ${pathText(difference.path)}`,
        targets: targetsAt(change, [difference]),
      }));
    }),
  ],
};

/** Fields that cannot be changed, by kind. Source: validation of updates in kubernetes/kubernetes, pkg/apis. */
const fixed: Readonly<Record<string, RegExp>> = {
  'apps/Deployment': /^spec\.selector\b/,
  'apps/DaemonSet': /^spec\.selector\b/,
  'apps/StatefulSet':
    /^spec\.(?!replicas$|ordinals|template\b|updateStrategy|persistentVolumeClaimRetentionPolicy|minReadySeconds|revisionHistoryLimit)/,
  'batch/Job': /^spec\.(selector|template|completionMode)\b/,
  'rbac.authorization.k8s.io/ClusterRoleBinding': /^roleRef\b/,
  'rbac.authorization.k8s.io/RoleBinding': /^roleRef\b/,
  'storage.k8s.io/StorageClass': /^(provisioner|parameters|reclaimPolicy|volumeBindingMode)\b/,
  '/PersistentVolumeClaim': /^spec\.(?!resources\b)/,
  '/Service': /^spec\.(clusterIP|clusterIPs|ipFamilies)\b/,
};

/** Sizes of volumes, which grow and never shrink, by kind. */
const growing: Readonly<Record<string, RegExp>> = {
  '/PersistentVolumeClaim': /^spec\.resources\.requests\.storage$/,
  'postgresql.cnpg.io/Cluster': /^spec\.(storage|walStorage)\.size$/,
  'apps.gitlab.com/GitLab': /\.persistence\.size$/,
  'postgres-operator.crunchydata.com/PostgresCluster': /VolumeClaimSpec\.resources\.requests\.storage$/,
  'pxc.percona.com/PerconaXtraDBCluster': /\.persistentVolumeClaim\.resources\.requests\.storage$/,
};

/** Sizes of disks of AWS, in GiB, which grow and never shrink, by type. */
const growingResources: Readonly<Record<string, RegExp>> = {
  'AWS::EC2::Volume': /^Properties\.Size$/,
  'AWS::RDS::DBInstance': /^Properties\.AllocatedStorage$/,
};

const shrunk = (change: ResourceChange): readonly RuleFinding[] =>
  change.differences
    .filter(
      ({ path, before, after }) =>
        growingResources[change.type]?.test(pathText(path)) === true && Number(after) < Number(before),
    )
    .map((difference) => ({
      class: 'interrupts',
      layer: 'aws',
      subject: resourceSubject(change),
      what: `cannot shrink from ${String(difference.before)} to ${String(difference.after)} GiB`,
      why: 'The deploy of its stack fails and is rolled back, with everything else in it.',
      remedy: 'Leave the size, or make another disk beside it, copy what it holds, and then remove the old one.',
      targets: targetsAt(change, [difference]),
    }));

/** A hook is deleted and made anew, and an object with this option replaced. */
const replacing = /argocd\.argoproj\.io\/(hook"|sync-options":"[^"]*(Replace|Force)=true)/;

function isRefused({ kind, after }: ObjectChange, { path, before, after: value }: Difference): boolean {
  const text = pathText(path);
  if (growing[kind]?.test(text) === true) return isSmaller(value, before);
  if (fixed[kind]?.test(text) !== true) return false;
  return !replacing.test(JSON.stringify(after?.metadata.annotations ?? {}));
}

function claim(storage: string): ReviewRule['dangerous']['before'] {
  return exampleManifest('wiki/data', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'wiki' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });
}
