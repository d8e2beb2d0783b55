import { parse } from 'yaml';
import { z } from 'zod';
import { backupTag } from '../../../model/platform-tags';
import type { TaggedRecovery } from './backup-plans';
import { notRecovered, noBackupKey, undecided, type Recovery, type Holding } from './holding';
import { qualifiedKind, qualifiedName, type RenderedObject } from '../../rendered';

/** A place in an object that asks for a volume. */
interface VolumeRequest {
  /** Where in the object; empty for a claim. */
  readonly path: string;
  /** None for the cluster's default class. */
  readonly storageClass: string | undefined;
  /** Why it has no backup, from the annotations of the nearest thing that has them. */
  readonly because: string | undefined;
}

/** A storage class: what it tags its disks with for AWS Backup, or that its volumes are folders of the shared file system. */
type VolumeClass = { readonly tag: string } | 'shared';

/** What the storage classes and plans say of a volume. */
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

/** The rules for volumes out of the cluster's storage classes. A class that sets no tag protects as much as `none` does. */
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

/** Every volume that an object asks for, wherever in it: in claims, templates of claims, and operators' own fields. */
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

/** What only a request for a volume has: the name of a class, or storage among its resources. */
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

/** How GitLab's chart is told that a volume lives and dies with its pod; Kubernetes has the key `ephemeral`. */
const goesWithPod = (node: object): boolean =>
  'useGenericEphemeralVolume' in node && node.useGenericEphemeralVolume === true;

const annotated = z.looseObject({ metadata: z.looseObject({ annotations: z.record(z.string(), z.string()) }) });

const noBackupReason = (node: object): string | undefined =>
  annotated.safeParse(node).data?.metadata.annotations[noBackupKey];

/** Settings that stand as text in a ConfigMap, if they ask for volumes. */
const settingsIn = (text: string): unknown =>
  /^\s*(storageClassName|volumeClaimTemplate):/m.test(text) ? parse(text) : undefined;
