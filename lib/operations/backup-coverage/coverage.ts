import { z } from 'zod';
import { backupPlans } from './backup-plans';
import { bucketCopies, dataOf, fileSystemFate } from './cloud-resources';
import { etcdOf, namespacesOf } from './cluster-objects';
import { databasesOf } from './databases';
import { because, drills, noBackupBecause, problem, protectedBy, type Holding } from './holding';
import { groupsWithoutData, kindsWithoutData, madeAgainByHand } from './no-data';
import { besides, kindOf, nameOf, ofType, type Rendered, type RenderedObject } from '../../rendered';
import { volumeRules, volumesOf } from './volumes';

/**
 * Everything of an environment that holds data, and what becomes of it. Derived from what is rendered, object by object
 * and resource by resource: of a kind that nobody has looked at, it is a problem that nobody has.
 */
export function coverage({ objects, resources }: Rendered): readonly Holding[] {
  const tagged = backupPlans(resources);
  const beside = besides(objects);
  const buckets = ofType(resources, 'AWS::S3::Bucket').map(({ resource }) => bucketCopies(resource));
  const secondCopyOf = (name: string) => buckets.find((bucket) => bucket.name === name)?.secondCopy;
  const fileSystem = ofType(resources, 'AWS::EFS::FileSystem')[0];
  const rules = volumeRules(
    objects,
    tagged,
    fileSystem === undefined
      ? problem('is a folder of a shared file system that no stack makes', 'deploy the storage stack')
      : fileSystemFate(fileSystem.resource, tagged),
  );
  return [
    ...objects.flatMap((object) => databasesOf(object, beside, secondCopyOf) ?? inObject(object, rules)),
    ...namespacesOf(objects, secondCopyOf),
    etcdOf(
      objects,
      buckets.find(({ name }) => name.includes('-etcd-backups-')),
    ),
    ...resources.flatMap((resource) => dataOf(resource, tagged)),
    ...storedByHand,
    ...madeAgainByHand.map(({ kind, name, because: reason }) => ({ kind, name, fate: because(reason) })),
  ];
}

/** Secrets that no template makes: `cluster keys` stores the first, a person who follows the runbook the second. */
const storedByHand: readonly Holding[] = ['signing key of the cluster’s tokens', 'break-glass access'].map((name) => ({
  kind: 'secret',
  name,
  fate: protectedBy({
    by: 'versions in Secrets Manager',
    howOften: 'every change',
    kept: 'the value before, and all for 30 days after deletion',
    secondCopy: 'none',
    restore: drills.secret,
  }),
}));

function inObject(object: RenderedObject, rules: Parameters<typeof volumesOf>[1]): readonly Holding[] {
  const volumes = volumesOf(object, rules);
  if (kindOf(object) === 'argoproj.io/Application') return [...volumes, ...chartOf(object)];
  if (volumes.length > 0 || isKnown(kindOf(object))) return volumes;
  return [
    {
      kind: 'object',
      name: `${nameOf(object)} (${object.kind})`,
      fate: problem(
        `nobody has said yet whether ${kindOf(object)} holds data`,
        'add the kind to lib/operations/backup-coverage',
      ),
    },
  ];
}

const isKnown = (kind: string): boolean =>
  kindsWithoutData.includes(kind) || groupsWithoutData.includes(kind.split('/')[0] ?? kind);

const sourceSchema = z.looseObject({ chart: z.string().optional() });
const chartSchema = z.looseObject({
  spec: z.looseObject({ source: sourceSchema.optional(), sources: z.array(sourceSchema).default([]) }),
});

/** An application out of somebody else's chart: nothing of what it makes is rendered here. */
function chartOf(object: RenderedObject): readonly Holding[] {
  const { source, sources } = chartSchema.parse(object).spec;
  const chart = [source, ...sources].find((each) => each?.chart !== undefined)?.chart;
  if (chart === undefined) return [];
  const reason = object.metadata.annotations[noBackupBecause];
  return [
    {
      kind: 'chart',
      name: `${chart} (Application ${object.metadata.name})`,
      fate:
        reason === undefined
          ? problem(
              'is rendered by Argo CD, so nobody sees here whether it holds data',
              `give it the annotation ${noBackupBecause}`,
            )
          : because(reason),
    },
  ];
}
