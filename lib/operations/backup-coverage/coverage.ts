import { z } from 'zod';
import { backupPlans } from './backup-plans';
import { bucketCopies, resourceHoldings, fileSystemRecovery } from './cloud-resources';
import { etcdHoldings, namespaceHoldings } from './cluster-objects';
import { databaseHoldings } from './databases';
import { notRecovered, restoreAnchors, noBackupKey, undecided, recoveredBy, type Holding } from './holding';
import { groupsWithoutData, kindsWithoutData, recreatedByHand } from './no-data';
import {
  namespaceLookup,
  qualifiedKind,
  qualifiedName,
  resourcesOfType,
  type Rendered,
  type RenderedObject,
} from '../../rendered';
import { volumeRules, volumeHoldings } from './volumes';

/**
 * Everything in an environment that holds data, and how it is recovered, from its rendered objects and resources. A kind of object
 * or resource that this module does not know is reported as a problem, so that somebody decides about it.
 *
 * @example
 * const { undecided } = groupHoldings(coverage(readRendered('rendered/production')));
 */
export function coverage({ objects, resources, waiting }: Rendered): readonly Holding[] {
  const tagged = backupPlans(resources);
  const beside = namespaceLookup(objects);
  const buckets = resourcesOfType(resources, 'AWS::S3::Bucket').map(({ resource }) => bucketCopies(resource));
  const secondCopyOf = (name: string) => buckets.find((bucket) => bucket.name === name)?.secondCopy;
  const fileSystem = resourcesOfType(resources, 'AWS::EFS::FileSystem')[0];
  const rules = volumeRules(
    objects,
    tagged,
    fileSystem === undefined
      ? undecided('is a folder of a shared file system that no stack makes', 'deploy the storage stack')
      : fileSystemRecovery(fileSystem.resource, tagged),
  );
  return [
    ...objects.flatMap((object) => databaseHoldings(object, beside, secondCopyOf) ?? inObject(object, rules)),
    ...namespaceHoldings(objects, secondCopyOf),
    ...etcdHoldings(
      { objects, waiting },
      buckets.find(({ name }) => name.includes('-etcd-backups-')),
    ),
    ...resources.flatMap((resource) => resourceHoldings(resource, tagged)),
    ...storedByHand,
    ...recreatedByHand.map(({ kind, name, because: reason }) => ({ kind, name, fate: notRecovered(reason) })),
  ];
}

/** Secrets that no template makes: `cluster keys` stores the first, a person stores the second as the runbook says. */
const storedByHand: readonly Holding[] = ['signing key of the cluster’s tokens', 'break-glass access'].map((name) => ({
  kind: 'secret',
  name,
  fate: recoveredBy({
    by: 'versions in Secrets Manager',
    howOften: 'every change',
    kept: 'the value before, and all for 30 days after deletion',
    secondCopy: 'none',
    restore: restoreAnchors.secret,
  }),
}));

function inObject(object: RenderedObject, rules: Parameters<typeof volumeHoldings>[1]): readonly Holding[] {
  const volumes = volumeHoldings(object, rules);
  if (qualifiedKind(object) === 'argoproj.io/Application') return [...volumes, ...chartHoldings(object)];
  if (volumes.length > 0 || isKnown(qualifiedKind(object))) return volumes;
  return [
    {
      kind: 'object',
      name: `${qualifiedName(object)} (${object.kind})`,
      fate: undecided(
        `it is not known whether ${qualifiedKind(object)} holds data`,
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

/** Holdings of an Application with a third-party Helm chart, whose objects are not rendered here. */
function chartHoldings(object: RenderedObject): readonly Holding[] {
  const { source, sources } = chartSchema.parse(object).spec;
  const chart = [source, ...sources].find((each) => each?.chart !== undefined)?.chart;
  if (chart === undefined) return [];
  const reason = object.metadata.annotations[noBackupKey];
  return [
    {
      kind: 'chart',
      name: `${chart} (Application ${object.metadata.name})`,
      fate:
        reason === undefined
          ? undecided(
              'is rendered by Argo CD, so it is not known here whether it holds data',
              `give it the annotation ${noBackupKey}`,
            )
          : notRecovered(reason),
    },
  ];
}
