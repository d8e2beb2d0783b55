import { clusterDomain, type Environment } from '../../../model/environment';
import { factsFileSchema, type Facts } from '../../../model/facts';
import { ProblemsError, type Problem } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';
import { InstallerManifests, type InstallerFiles, type ManifestIdentity } from './manifest-files';
import { tokenManifests } from './token-manifests';

/** A Kubernetes object that the platform adds. */
export interface AddedManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  /** The whole object. */
  readonly yaml: string;
}

/** Inputs for the edits of the installer's manifests. */
export interface ManifestEditsProps {
  readonly environment: Environment;
  readonly facts: Pick<Facts, 'clusterZoneId' | 'clusterPrivateZoneId' | 'serviceAccountIssuer'>;
  /** Objects that the platform adds, so that the cluster has them from the start. */
  readonly own: readonly AddedManifest[];
}

/** Edits of the installer's manifests. */
export interface ManifestEdits {
  /** Paths of files to delete. */
  readonly removed: readonly string[];
  /** Files to write, new ones and changed ones. */
  readonly written: InstallerFiles;
}

/** Files to delete, because CloudFormation makes the infrastructure that their objects describe. */
const removals: readonly {
  readonly shape: RegExp;
  readonly name: string;
  readonly least: number;
  readonly most: number;
}[] = [
  // CloudFormation makes the control-plane machines, and OpenShift would wait for ever for machines of these objects.
  {
    shape: /^openshift\/99_openshift-cluster-api_master-machines-\d+\.yaml$/,
    name: 'openshift/99_openshift-cluster-api_master-machines-<number>.yaml',
    least: 3,
    most: 3,
  },
  // A ControlPlaneMachineSet would replace the control plane, and without Machine objects it makes the cluster degraded.
  {
    shape: /^openshift\/99_openshift-machine-api_master-control-plane-machine-set\.yaml$/,
    name: 'openshift/99_openshift-machine-api_master-control-plane-machine-set.yaml',
    least: 1,
    most: 1,
  },
  // These MachineSets name subnets, profiles and groups that only the installer would make.
  {
    shape: /^openshift\/99_openshift-cluster-api_worker-machineset-\d+\.yaml$/,
    name: 'openshift/99_openshift-cluster-api_worker-machineset-<number>.yaml',
    least: 1,
    most: 100,
  },
  // Written only for a private cluster, whose Routes it would make private too. The platform adds its own IngressController.
  {
    shape: /^manifests\/cluster-ingress-default-ingresscontroller\.yaml$/,
    name: 'manifests/cluster-ingress-default-ingresscontroller.yaml',
    least: 0,
    most: 1,
  },
  // Written only with mirrors of registries. The platform adds its own, which Argo CD keeps up to date.
  {
    shape: /^manifests\/image-digest-mirror-set\.yaml$/,
    name: 'manifests/image-digest-mirror-set.yaml',
    least: 0,
    most: 1,
  },
];

/** Files that must exist, because the cluster or objects of the platform refer to them. */
const kept = [
  'openshift/99_openshift-cluster-api_master-user-data-secret.yaml',
  'openshift/99_openshift-cluster-api_worker-user-data-secret.yaml',
];

const infrastructureFile = 'manifests/cluster-infrastructure-02-config.yml';
const schedulerFile = 'manifests/cluster-scheduler-02-config.yml';
const dnsFile = 'manifests/cluster-dns-02-config.yml';

/**
 * The infrastructure id that the installer generated.
 *
 * @throws ProblemsError when it is not in the expected place, or has another form.
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
 * Edits of the manifests of `openshift-install create manifests` for an installation on infrastructure of CloudFormation.
 * Source: openshift/installer:docs/user/aws/install_upi.md, pkg/asset/manifests.
 *
 * @throws ProblemsError with every file that differs from what the installer is known to write.
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

/** Problems with remaining objects that would make machines, contain AWS keys, or have the name of an added object. */
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

/**
 * The Secret with AWS keys, which the installer makes unless `credentialsMode` is Manual. Source:
 * openshift/installer:pkg/asset/manifests/openshift.go.
 */
const ownersCredentials = 'Secret/kube-system/aws-creds';

const manifestKey = ({ kind, namespace, name }: Omit<ManifestIdentity, 'apiVersion'>): string =>
  `${kind}/${namespace}/${name}`;

/** Path of an added object; each has a file of its own, because the bootstrap machine applies only one object of a file. */
const manifestPath = ({ kind, metadata: { namespace, name } }: AddedManifest): string =>
  `openshift/99_commons-${[kind.toLowerCase(), namespace, name].filter((part) => part !== undefined).join('-')}.yaml`;

/**
 * Scheduler manifest without schedulable control plane. The installer allows pods there, because it knows of no workers; then no
 * load balancer would find a router.
 */
function scheduler(manifests: InstallerManifests, { cluster }: Environment): string {
  const document = manifests.document(schedulerFile);
  const place = ['spec', 'mastersSchedulable'];
  if (document.getIn(place) !== true) {
    throw new ProblemsError([manifests.problem(schedulerFile, `does not have true at ${place.join('.')}`)]);
  }
  document.setIn(place, !cluster.pools.some(({ role }) => role === 'worker'));
  return document.toString();
}

/** DNS manifest with zones by id; zones found by tag would need the tag by which `destroy cluster` deletes resources. */
function dns(
  manifests: InstallerManifests,
  environment: Environment,
  { clusterZoneId, clusterPrivateZoneId }: ManifestEditsProps['facts'],
): string {
  const document = manifests.document(dnsFile);
  const domain = manifests.text(dnsFile, document, ['spec', 'baseDomain']);
  const zone: unknown = document.getIn(['spec', 'publicZone', 'id']);
  // For a private cluster the installer does not look up a public zone.
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

/** Problem if the installer found another zone: it takes the first public zone with the name that Route 53 lists. */
const otherZone = ({ name, cluster: { baseDomain } }: Environment, found: string, own: string): Problem =>
  fileProblem(
    dnsFile,
    `names the public zone ${found}, but that of ${name} is ${own}: the account has two public zones named ${baseDomain}`,
    `see both: aws route53 list-hosted-zones-by-name --dns-name ${baseDomain}; delete ${found} if nothing is delegated to its name servers, then run the command again`,
  );
