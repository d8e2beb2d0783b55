import { z } from 'zod';
import { openshiftPods } from '../../../model/data/component-pods';
import type { Environment } from '../../../model/environment';
import { sum } from '../../../model/sum';
import { podGroups, type PodGroup } from '../../../model/workloads/pod-groups';
import type { ContainerResources } from '../../../model/workloads/pod-bearing';
import { mebibytesOf, milliCpuOf } from '../../../model/workloads/quantity';
import { kindOf, type RenderedObject } from '../../rendered';
import {
  argoCd,
  certManager,
  chart,
  consolePlugin,
  externalDns,
  externalSecrets,
  keycloak,
  routers,
  subscription,
  velero,
} from './operands/components';
import { gitlab } from './operands/gitlab';
import { lokiStack } from './operands/loki-stack';
import { monitoring } from './operands/monitoring';
import type { OperandReader } from './operands/reader';
import { platformWorkload, type PodAsk, type Workload } from './workload';

/** Whose operators make pods of which objects. What is a daemon is counted with the machine, see `node-daemonsets.ts`. */
const operands: Readonly<Record<string, OperandReader>> = {
  '/ConfigMap': monitoring,
  'apps.gitlab.com/GitLab': gitlab,
  'argoproj.io/Application': chart,
  'argoproj.io/ArgoCD': argoCd,
  'externaldns.olm.openshift.io/ExternalDNS': externalDns,
  'k8s.keycloak.org/Keycloak': keycloak,
  'loki.grafana.com/LokiStack': lokiStack,
  'oadp.openshift.io/DataProtectionApplication': velero,
  'observability.openshift.io/UIPlugin': consolePlugin,
  'operator.openshift.io/CertManager': certManager,
  'operator.openshift.io/ExternalSecretsConfig': externalSecrets,
  'operator.openshift.io/IngressController': routers,
  'operators.coreos.com/Subscription': subscription,
};

/** Everything that asks for a place on a machine, of what is rendered for an environment and of what operators make of it. */
export function workloadsOf(objects: readonly RenderedObject[], environment: Environment): readonly Workload[] {
  const tenants = new Set(environment.tenants.map(({ name }) => name));
  const onDisks = diskClaims(objects);
  return [
    ...podGroups(objects)
      .filter(({ containers }) => containers.length > 0)
      .map((group) => workloadOf(group, onDisks, tenants)),
    ...objects.flatMap((object) => operands[kindOf(object)]?.(object, environment) ?? []),
    ...openshiftPods.map(({ name, replicas, cpu, memory }) => platformWorkload(name, replicas, { cpu, memory })),
  ];
}

/** Which claims and storage classes are disks of one zone and not files of all of them. */
interface Disks {
  readonly isDisk: (storageClass: string | undefined) => boolean;
  readonly claims: ReadonlySet<string>;
}

const classSchema = z.looseObject({ provisioner: z.string() });
const claimSchema = z.looseObject({ spec: z.looseObject({ storageClassName: z.string().optional() }) });

function diskClaims(objects: readonly RenderedObject[]): Disks {
  const files = new Set(
    objects
      .filter((object) => kindOf(object) === 'storage.k8s.io/StorageClass')
      .filter((object) => classSchema.parse(object).provisioner === 'efs.csi.aws.com')
      .map(({ metadata }) => metadata.name),
  );
  const isDisk = (storageClass: string | undefined) => storageClass === undefined || !files.has(storageClass);
  return {
    isDisk,
    claims: new Set(
      objects
        .filter((object) => kindOf(object) === '/PersistentVolumeClaim')
        .filter((object) => isDisk(claimSchema.parse(object).spec.storageClassName))
        .map(({ metadata: { namespace = '', name } }) => `${namespace}/${name}`),
    ),
  };
}

function workloadOf(group: PodGroup, { isDisk, claims }: Disks, tenants: ReadonlySet<string>): Workload {
  const { namespace = '', workload, count, least, scheduling } = group;
  const [kind = '', name = ''] = workload.split('/');
  return {
    // A job and a deployment may have one name.
    name: `${namespace}/${name}${kind === 'Deployment' ? '' : ` (${kind})`}`,
    tenant: tenants.has(namespace) ? namespace : undefined,
    count,
    least,
    scheduling,
    ask: askOf(
      group,
      group.volumes.filter(({ storageClass }) => isDisk(storageClass)).length +
        group.claims.filter((claim) => claims.has(`${namespace}/${claim}`)).length,
    ),
  };
}

/** A pod asks for its containers together, or for the largest of those that end before them. */
function askOf({ containers, initContainers }: PodGroup, volumes: number): PodAsk {
  const together = (amount: (resources: ContainerResources | undefined) => number) =>
    Math.ceil(Math.max(sum(containers.map(amount)), ...initContainers.map(amount)));
  return {
    milliCpu: together((resources) => milliCpuOf(resources?.requests?.cpu ?? 0)),
    memoryMiB: together((resources) => mebibytesOf(resources?.requests?.memory ?? resources?.limits?.memory ?? 0)),
    volumes,
  };
}
