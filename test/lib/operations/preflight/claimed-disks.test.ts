import { kinds } from '../../../../cdk8s/services/kinds';
import { allObjects } from '../../../../bin/all-objects';
import { claimedDisks } from '../../../../lib/operations/preflight/claimed-disks';
import { load, minimalEnvironment } from '../../../support/environment-folder';
import { withGitLab } from '../../../support/with-gitlab';
import { renderedFiles } from '../../verify/rendered-files';

const claim = (name: string, storageClass: string, size: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}, namespace: pad }
spec: { storageClassName: ${storageClass}, resources: { requests: { storage: ${size} } } }
`;
const files = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: files }
provisioner: efs.csi.aws.com
`;
const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: pad-db, namespace: pad }
spec:
  instances: 3
  storage: { size: 20Gi, storageClass: standard-daily }
  walStorage: { size: 4Gi, storageClass: standard-daily }
`;

test.each<[string, readonly string[], number]>([
  ['nothing', [], 0],
  ['a claim', [claim('uploads', 'standard-daily', '80Gi')], 80],
  ['a folder of the file system', [files, claim('uploads', 'files', '80Gi')], 0],
  ['each copy of a database, and its log', [cluster], 72],
  ['all together', [files, claim('a', 'files', '1Gi'), claim('b', 'fast-hourly', '1Ti'), cluster], 1096],
])('%s', (_, documents, size) => {
  expect(claimedDisks(renderedFiles({ 'pad/pad.yaml': documents.join('---\n') }).objects)).toBe(size);
});

test('the shards of a GitLab, its backup and its database', async () => {
  const size = async (text: string) => claimedDisks(await allObjects(load({ 'environment.yaml': text }), kinds));
  const without = await size(minimalEnvironment);
  const added = (await size(withGitLab)) - without;
  expect(added).toBeGreaterThanOrEqual(3 * 500 + 200 + 3 * 200);
});
