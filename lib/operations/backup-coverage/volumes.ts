import { parse } from 'yaml';
import { z } from 'zod';
import { backupTag } from '../../../model/platform-tags';
import type { TaggedRecovery } from './backup-plans';
import { notRecovered, noBackupKey, undecided, type Recovery, type Holding } from './holding';
import { qualifiedKind, qualifiedName, type RenderedObject } from '../../rendered';

/** A part of an object that requests a volume. */
interface VolumeRequest {
  /** Path in the object; empty for a PersistentVolumeClaim. */
  readonly path: string;
  /** Undefined for the cluster's default StorageClass. */
  readonly storageClass: string | undefined;
  /** Reason for having no backup, from the nearest annotations around it. */
  readonly because: string | undefined;
}

/** A StorageClass: the backup tag of its EBS volumes, or `shared` if its volumes are folders of the EFS file system. */
type VolumeClass = { readonly tag: string } | 'shared';

/** StorageClasses and backup plans, from which the recovery of a volume follows. */
export interface VolumeRules {
  readonly classes: ReadonlyMap<string, VolumeClass>;
  readonly defaultClass: string | undefined;
  readonly tagged: TaggedRecovery;
  readonly fileSystem: Recovery;
}

const classSchema = z.looseObject({
  provisioner: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
});

const tagParameter = new RegExp(`^${backupTag}=(.*)$`);

/** Reads the cluster's StorageClasses. A class without a tag is treated like the tag `none`. */
export function volumeRules(
  objects: readonly RenderedObject[],
  tagged: TaggedRecovery,
  fileSystem: Recovery,
): VolumeRules {
  const found = objects.filter((object) => qualifiedKind(object) === 'storage.k8s.io/StorageClass');
  const classes = new Map<string, VolumeClass>();
  for (const object of found) {
    const { provisioner, parameters } = classSchema.parse(object);
    const [tag = 'none'] = Object.values(parameters).flatMap((value) => tagParameter.exec(value)?.[1] ?? []);
    classes.set(object.metadata.name, provisioner === 'efs.csi.aws.com' ? 'shared' : { tag });
  }
  const isDefault = ({ metadata }: RenderedObject) =>
    metadata.annotations['storageclass.kubernetes.io/is-default-class'] === 'true';
  return { classes, defaultClass: found.find(isDefault)?.metadata.name, tagged, fileSystem };
}

/** A holding for every volume that an object requests: in claims, claim templates, and operators' own fields. */
export function volumeHoldings(object: RenderedObject, rules: VolumeRules): readonly Holding[] {
  return volumeRequests(object).map((request) => ({
    kind: 'volume',
    name: request.path === '' ? qualifiedName(object) : `${qualifiedName(object)} (${object.kind}, ${request.path})`,
    fate: toRecovery(request, rules),
  }));
}

function toRecovery({ storageClass, because: reason }: VolumeRequest, rules: VolumeRules): Recovery {
  const name = storageClass ?? rules.defaultClass;
  const known = name === undefined ? undefined : rules.classes.get(name);
  if (name === undefined || known === undefined) {
    return undecided(
      `has the storage class ${name ?? 'of the cluster’s default'}, which is not rendered`,
      'use a class of cdk8s/platform/storage, or render that class',
    );
  }
  if (known === 'shared') return rules.fileSystem;
  if (known.tag !== 'none') return rules.tagged('volume', known.tag);
  return reason === undefined
    ? undecided(
        `has the storage class ${name}, whose volumes are not copied, and says not why`,
        `give it a class with copies, or the annotation ${noBackupKey}`,
      )
    : notRecovered(reason);
}

function volumeRequests(object: RenderedObject): readonly VolumeRequest[] {
  const claim = qualifiedKind(object) === '/PersistentVolumeClaim';
  const found: VolumeRequest[] = [];
  const walk = (node: unknown, path: readonly string[], reason: string | undefined): void => {
    if (typeof node === 'string') {
      const inside = settingsIn(node);
      if (inside !== undefined) walk(inside, path, reason);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    if (goesWithPod(node)) return;
    const own = noBackupReason(node) ?? reason;
    const asked = requestSchema.safeParse(node).data;
    if (asked !== undefined) {
      found.push({
        path: claim ? '' : path.join('.'),
        storageClass: asked.storageClassName ?? asked.storageClass,
        because: own,
      });
      return;
    }
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'ephemeral') walk(child, [...path, key], own);
    }
  };
  walk(object, [], undefined);
  return found;
}

/** Fields by which a volume request is recognized: the name of a StorageClass, or storage in its resources. */
const requestSchema = z
  .looseObject({
    storageClassName: z.string().optional().catch(undefined),
    storageClass: z.string().optional().catch(undefined),
    resources: z
      .object({ requests: z.object({ storage: z.string() }) })
      .optional()
      .catch(undefined),
  })
  .refine(({ storageClassName, storageClass, resources }) => storageClassName ?? storageClass ?? resources);

/** Whether a volume request is ephemeral: a setting of GitLab's chart, or the key `ephemeral` of Kubernetes. */
const goesWithPod = (node: object): boolean =>
  'useGenericEphemeralVolume' in node && node.useGenericEphemeralVolume === true;

const annotated = z.looseObject({ metadata: z.looseObject({ annotations: z.record(z.string(), z.string()) }) });

const noBackupReason = (node: object): string | undefined =>
  annotated.safeParse(node).data?.metadata.annotations[noBackupKey];

/** Settings that stand as text in a ConfigMap, if they ask for volumes. */
const settingsIn = (text: string): unknown =>
  /^\s*(storageClassName|volumeClaimTemplate):/m.test(text) ? parse(text) : undefined;
