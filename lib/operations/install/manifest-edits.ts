import { clusterDomain, type Environment } from '../../../model/environment';
import { factsFileSchema, type Facts } from '../../../model/facts';
import { ProblemsError, type Problem } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';
import { InstallerManifests, type InstallerFiles, type ManifestIdentity } from './manifest-files';
import { tokenManifests } from './token-manifests';

/** A Kubernetes object of ours. */
export interface AddedManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  /** The whole object. */
  readonly yaml: string;
}

/** What is known when the manifests of the installer are edited. */
export interface ManifestEditsProps {
  readonly environment: Environment;
  readonly facts: Pick<Facts, 'clusterZoneId' | 'clusterPrivateZoneId' | 'serviceAccountIssuer'>;
  /** Objects of ours that the cluster is to have from its first day. */
  readonly own: readonly AddedManifest[];
}

/** What is done to the manifests of the installer. */
export interface ManifestEdits {
  /** Paths of files to delete. */
  readonly removed: readonly string[];
  /** Files to write, new ones and changed ones. */
  readonly written: InstallerFiles;
}

/** Files whose objects are ours to make, or would do harm: the infrastructure is ours. */
const removals: readonly {
  readonly shape: RegExp;
  readonly name: string;
  readonly least: number;
  readonly most: number;
}[] = [
  // Nobody would make the machines of these objects a second time, and OpenShift waits for them for ever.
  {
    shape: /^openshift\/99_openshift-cluster-api_master-machines-\d+\.yaml$/,
    name: 'openshift/99_openshift-cluster-api_master-machines-<number>.yaml',
    least: 3,
    most: 3,
  },
  // It would replace our control plane, and without machines it makes the cluster degraded.
  {
    shape: /^openshift\/99_openshift-machine-api_master-control-plane-machine-set\.yaml$/,
    name: 'openshift/99_openshift-machine-api_master-control-plane-machine-set.yaml',
    least: 1,
    most: 1,
  },
  // They name subnets, profiles and groups that the installer would have made.
  {
    shape: /^openshift\/99_openshift-cluster-api_worker-machineset-\d+\.yaml$/,
    name: 'openshift/99_openshift-cluster-api_worker-machineset-<number>.yaml',
    least: 1,
    most: 100,
  },
  // Only for a private cluster, whose hosts it would make private too; ours is among our own objects.
  {
    shape: /^manifests\/cluster-ingress-default-ingresscontroller\.yaml$/,
    name: 'manifests/cluster-ingress-default-ingresscontroller.yaml',
    least: 0,
    most: 1,
  },
  // Only with mirrors of registries; ours, which Argo CD keeps, is among our own objects.
  {
    shape: /^manifests\/image-digest-mirror-set\.yaml$/,
    name: 'manifests/image-digest-mirror-set.yaml',
    least: 0,
    most: 1,
  },
];

/** Files that have to be there, because the cluster or our objects refer to what is in them. */
const kept = [
  'openshift/99_openshift-cluster-api_master-user-data-secret.yaml',
  'openshift/99_openshift-cluster-api_worker-user-data-secret.yaml',
];

const infrastructureFile = 'manifests/cluster-infrastructure-02-config.yml';
const schedulerFile = 'manifests/cluster-scheduler-02-config.yml';
const dnsFile = 'manifests/cluster-dns-02-config.yml';

/**
 * The name that the installer made up.
 *
 * @throws ProblemsError when it is not where it is known to be, or not what it is known to be.
 */
export function parseInfraId(files: InstallerFiles, { cluster }: Environment): string {
  const manifests = new InstallerManifests(files, cluster.release);
  const infraId = manifests.text(infrastructureFile, manifests.document(infrastructureFile), [
    'status',
    'infrastructureName',
  ]);
  if (factsFileSchema.shape.facts.shape.infraId.safeParse(infraId).success && infraId.startsWith(`${cluster.name}-`)) {
    return infraId;
  }
  const reason = `has ${infraId} at status.infrastructureName, which is no infrastructure id of ${cluster.name}`;
  throw new ProblemsError([manifests.problem(infrastructureFile, reason)]);
}

/**
 * What makes an installation on infrastructure of ours of the manifests of `openshift-install create manifests`.
 * Source: openshift/installer:docs/user/aws/install_upi.md, pkg/asset/manifests.
 *
 * @throws ProblemsError with every file that the installer is not known to write so.
 */
export function manifestEdits(files: InstallerFiles, { environment, facts, own }: ManifestEditsProps): ManifestEdits {
  const manifests = new InstallerManifests(files, environment.cluster.release);
  const paths = Object.keys(files).sort();
  const removed = paths.filter((path) => removals.some(({ shape }) => shape.test(path)));
  const written = {
    [schedulerFile]: scheduler(manifests, environment),
    [dnsFile]: dns(manifests, environment, facts),
    ...tokenManifests(environment, facts.serviceAccountIssuer),
    ...Object.fromEntries(own.map((manifest) => [manifestPath(manifest), manifest.yaml])),
  };
  const problems = [
    ...countProblems(manifests, paths),
    ...leftoverProblems(
      manifests,
      paths.filter((path) => !removed.includes(path)),
      own,
    ),
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
  return { removed, written };
}

function countProblems(manifests: InstallerManifests, paths: readonly string[]): readonly Problem[] {
  return [
    ...removals.flatMap(({ shape, name, least, most }) => {
      const count = paths.filter((path) => shape.test(path)).length;
      return count >= least && count <= most
        ? []
        : [manifests.problem(name, count === 0 ? 'is missing' : `exists ${count} times`)];
    }),
    ...kept.filter((path) => !paths.includes(path)).map((path) => manifests.problem(path, 'is missing')),
  ];
}

/** What would make machines, hand out keys of AWS, or stand beside an object of ours with the same name. */
function leftoverProblems(
  manifests: InstallerManifests,
  paths: readonly string[],
  own: readonly AddedManifest[],
): readonly Problem[] {
  const ownKeys = new Set(
    own.map(({ kind, metadata }) => manifestKey({ kind, name: metadata.name, namespace: metadata.namespace ?? '' })),
  );
  return paths.flatMap((path) =>
    manifests.objects(path).flatMap((object) => {
      const label = `${object.kind} ${object.name}`;
      if (object.apiVersion.startsWith('machine.openshift.io/'))
        return [manifests.problem(path, `holds ${label}, which would make machines`)];
      if (manifestKey(object) === ownersCredentials) {
        return [manifests.problem(path, `holds ${label}, which would give your own keys of AWS to the cluster`)];
      }
      return ownKeys.has(manifestKey(object))
        ? [manifests.problem(path, `holds ${label}, which this project makes too`)]
        : [];
    }),
  );
}

/** What the installer makes unless credentials are made by hand. Source: openshift/installer:pkg/asset/manifests/openshift.go. */
const ownersCredentials = 'Secret/kube-system/aws-creds';

const manifestKey = ({ kind, namespace, name }: Omit<ManifestIdentity, 'apiVersion'>): string =>
  `${kind}/${namespace}/${name}`;

/** One object for each file: what applies them on the bootstrap machine reads no more. */
const manifestPath = ({ kind, metadata: { namespace, name } }: AddedManifest): string =>
  `openshift/99_commons-${[kind.toLowerCase(), namespace, name].filter((part) => part !== undefined).join('-')}.yaml`;

/** The installer knows of no workers, and so lets pods run on the control plane, where no balancer finds a router. */
function scheduler(manifests: InstallerManifests, { cluster }: Environment): string {
  const document = manifests.document(schedulerFile);
  const place = ['spec', 'mastersSchedulable'];
  if (document.getIn(place) !== true) {
    throw new ProblemsError([manifests.problem(schedulerFile, `does not have true at ${place.join('.')}`)]);
  }
  document.setIn(place, !cluster.pools.some(({ role }) => role === 'worker'));
  return document.toString();
}

/** Zones by id: found by tag, ours would have to carry the tag by which `destroy cluster` deletes. */
function dns(
  manifests: InstallerManifests,
  environment: Environment,
  { clusterZoneId, clusterPrivateZoneId }: ManifestEditsProps['facts'],
): string {
  const document = manifests.document(dnsFile);
  const domain = manifests.text(dnsFile, document, ['spec', 'baseDomain']);
  const zone: unknown = document.getIn(['spec', 'publicZone', 'id']);
  // The installer of a private cluster looks for no public zone.
  const isPrivate = environment.cluster.api === 'vpc';
  const problems = [
    ...(domain === clusterDomain(environment) ? [] : [`is for ${domain}, not for ${clusterDomain(environment)}`]),
    ...(document.hasIn(['spec', 'privateZone', 'tags']) ? [] : ['has no tags at spec.privateZone.tags']),
    ...(isPrivate || typeof zone === 'string' ? [] : ['has no text at spec.publicZone.id']),
  ].map((reason) => manifests.problem(dnsFile, reason));
  if (!isPrivate && typeof zone === 'string' && zone !== clusterZoneId)
    problems.push(otherZone(environment, zone, clusterZoneId));
  if (problems.length > 0) throw new ProblemsError(problems);
  document.setIn(['spec', 'privateZone'], { id: clusterPrivateZoneId });
  document.setIn(['spec', 'publicZone'], { id: clusterZoneId });
  return document.toString();
}

/** The installer takes the first public zone of the name that Route 53 lists, whoever it belongs to. */
const otherZone = ({ name, cluster: { baseDomain } }: Environment, found: string, own: string): Problem =>
  fileProblem(
    dnsFile,
    `names the public zone ${found}, but that of ${name} is ${own}: the account has two public zones named ${baseDomain}`,
    `see both: aws route53 list-hosted-zones-by-name --dns-name ${baseDomain}; delete ${found} if nothing is delegated to its name servers, then run the command again`,
  );
