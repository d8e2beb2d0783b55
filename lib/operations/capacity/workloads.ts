import { z } from 'zod';
import { openshiftPods } from '../../../model/data/component-pods';
import type { Environment } from '../../../model/environment';
import { podAmount } from '../../../model/workloads/pod-amount';
import { podGroups, type PodGroup } from '../../../model/workloads/pod-groups';
import type { ContainerResources } from '../../../model/workloads/pod-owner';
import { toMebibytes, toMilliCpu } from '../../../model/workloads/quantity';
import { qualifiedKind, type RenderedObject } from '../../rendered';
import {
  argoCdOperand,
  certManagerOperand,
  chartOperand,
  consolePluginOperand,
  externalDnsOperand,
  externalSecretsOperand,
  keycloakOperand,
  routersOperand,
  subscriptionOperand,
  veleroOperand,
} from './operands/components';
import { gitlabOperand } from './operands/gitlab';
import { lokiStackOperand } from './operands/loki-stack';
import { monitoringOperand } from './operands/monitoring';
import { ebsClasses } from './ebs-classes';
import type { OperandReader } from './operands/reader';
import { platformWorkload, type PodRequests, type Workload } from './workload';

/**
 * Readers of custom resources from which operators make pods, by kind. DaemonSets count with the machine, see
 * `node-daemonsets.ts`.
 */
const operands: Readonly<Record<string, OperandReader>> = {
  '/ConfigMap': monitoringOperand,
  'apps.gitlab.com/GitLab': gitlabOperand,
  'argoproj.io/Application': chartOperand,
  'argoproj.io/ArgoCD': argoCdOperand,
  'externaldns.olm.openshift.io/ExternalDNS': externalDnsOperand,
  'k8s.keycloak.org/Keycloak': keycloakOperand,
  'loki.grafana.com/LokiStack': lokiStackOperand,
  'oadp.openshift.io/DataProtectionApplication': veleroOperand,
  'observability.openshift.io/UIPlugin': consolePluginOperand,
  'operator.openshift.io/CertManager': certManagerOperand,
  'operator.openshift.io/ExternalSecretsConfig': externalSecretsOperand,
  'operator.openshift.io/IngressController': routersOperand,
  'operators.coreos.com/Subscription': subscriptionOperand,
};

/** All workloads of an environment: of its rendered objects, of pods that operators make from them, and of OpenShift itself. */
export function renderedWorkloads(objects: readonly RenderedObject[], environment: Environment): readonly Workload[] {
  const tenants = new Set(environment.tenants.map(({ name }) => name));
  const onDisks = diskClaims(objects);
  return [
    ...podGroups(objects)
      .filter(({ containers }) => containers.length > 0)
      .map((group) => toWorkload(group, onDisks, tenants)),
    ...objects.flatMap((object) => operands[qualifiedKind(object)]?.(object, environment) ?? []),
    ...openshiftPods.map(({ name, replicas, cpu, memory }) => platformWorkload(name, replicas, { cpu, memory })),
  ];
}

/** StorageClasses and claims of EBS volumes, which are in one zone; volumes on EFS are in all zones. */
interface Disks {
  readonly isDisk: (storageClass: string | undefined) => boolean;
  readonly claims: ReadonlySet<string>;
}

const claimSchema = z.looseObject({ spec: z.looseObject({ storageClassName: z.string().optional() }) });

function diskClaims(objects: readonly RenderedObject[]): Disks {
  const isDisk = ebsClasses(objects);
  return {
    isDisk,
    claims: new Set(
      objects
        .filter((object) => qualifiedKind(object) === '/PersistentVolumeClaim')
        .filter((object) => isDisk(claimSchema.parse(object).spec.storageClassName))
        .map(({ metadata: { namespace = '', name } }) => `${namespace}/${name}`),
    ),
  };
}

function toWorkload(group: PodGroup, { isDisk, claims }: Disks, tenants: ReadonlySet<string>): Workload {
  const { namespace = '', workload, count, least, scheduling } = group;
  const [kind = '', name = ''] = workload.split('/');
  return {
    // A CronJob and a Deployment may have the same name.
    name: `${namespace}/${name}${kind === 'Deployment' ? '' : ` (${kind})`}`,
    tenant: tenants.has(namespace) ? namespace : undefined,
    count,
    least,
    scheduling,
    ask: toPodRequests(
      group,
      group.volumes.filter(({ storageClass }) => isDisk(storageClass)).length +
        group.claims.filter((claim) => claims.has(`${namespace}/${claim}`)).length,
    ),
  };
}

/** Requests of a pod. */
function toPodRequests(group: PodGroup, volumes: number): PodRequests {
  const together = (amount: (resources: ContainerResources | undefined) => number) =>
    Math.ceil(podAmount(group, amount));
  return {
    milliCpu: together((resources) => toMilliCpu(resources?.requests?.cpu ?? 0)),
    memoryMiB: together((resources) => toMebibytes(resources?.requests?.memory ?? resources?.limits?.memory ?? 0)),
    volumes,
    diskMiB: together((resources) => toMebibytes(resources?.requests?.['ephemeral-storage'] ?? 0)),
  };
}
