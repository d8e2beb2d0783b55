import { hostsByPort } from './hosts-by-port';
import type { ImportedPort, ImportedProcess } from './imported-application';
import { tenantText } from './imported-text';
import type { InputNode } from './input-node';
import { objectName, type ManifestIndex } from './manifest-index';
import { manifestProbes } from './manifest-probes';
import { routedHosts, type ManifestRoute } from './manifest-routes';
import { kubernetesPieces, readContainerVariables, withReferences } from './manifest-variables';
import { manifestMounts } from './manifest-volumes';
import type { Notes } from './notes';
import { toCpus, toGibibytes } from './quantities';

export interface WorkloadProps {
  readonly object: InputNode;
  /** The pod of its template. */
  readonly template: InputNode;
  readonly index: ManifestIndex;
  readonly routes: readonly ManifestRoute[];
  readonly runs: ImportedProcess['runs'];
}

/** Fields of a pod that the platform sets itself, or that nothing here corresponds to. */
const untaken: ReadonlyMap<string, string> = new Map([
  ['securityContext', 'the platform sets its own, with a user id that is not known beforehand'],
  ['serviceAccountName', 'the platform makes one, without rights in the cluster'],
  ['serviceAccount', 'the platform makes one, without rights in the cluster'],
  ['affinity', 'the platform spreads pods over zones'],
  ['topologySpreadConstraints', 'the platform spreads pods over zones'],
  ['nodeSelector', 'pods go where there is room'],
  ['tolerations', 'pods of tenants are on machines for tenants'],
  ['priorityClassName', 'all pods of tenants have the same priority'],
  ['imagePullSecrets', 'the platform has credentials of registries'],
  ['hostNetwork', 'pods do not share names or processes with the machine'],
  ['hostPID', 'pods do not share names or processes with the machine'],
  ['hostAliases', 'names are looked up by the cluster'],
  ['dnsConfig', 'names are looked up by the cluster'],
  ['runtimeClassName', 'the platform has one runtime'],
]);

/** What a person does about some of them. */
const asked: ReadonlyMap<string, string> = new Map([
  ['nodeSelector', 'write architecture if the image is for one alone'],
  ['hostNetwork', 'reach it by its port and its host'],
  ['hostAliases', 'write the address itself into the settings'],
  ['imagePullSecrets', 'give the platform team the name and the password for the registry'],
]);

/** Reads a workload: its main container as a process, and each other container as one of its own. */
export function readWorkload(props: WorkloadProps, notes: Notes): readonly ImportedProcess[] {
  const { object, template } = props;
  const pod = template.find('spec');
  const containers = pod?.find('containers')?.items ?? [];
  if (pod === undefined || containers.length === 0) {
    notes.add(object.at, objectName(object), 'has no container', 'check the manifest');
    return [];
  }
  for (const [key, node] of pod.entries) {
    const why = untaken.get(key);
    if (why !== undefined) notes.add(node.at, key, why, asked.get(key));
  }
  for (const init of pod.find('initContainers')?.items ?? []) {
    notes.add(
      init.at,
      `init container ${init.textAt('name') ?? ''}`,
      'is not in the draft',
      'write it under before if it prepares a volume, or as migrate if it is a migration; waiting for others is not needed',
    );
  }
  const main = containers.find((container) => container.find('ports') !== undefined) ?? containers[0];
  return containers.map((container) => {
    const process = readContainer(props, pod, container, container === main, notes);
    if (container !== main) {
      notes.add(
        container.at,
        `container ${process.name}`,
        'has pods of its own in the draft, which do not share localhost',
        'leave it out if it is about metrics, logs or a proxy; write pod: web if it has to share localhost or a disk with the web pods',
      );
    }
    return process;
  });
}

function readContainer(
  props: WorkloadProps,
  pod: InputNode,
  container: InputNode,
  isMain: boolean,
  notes: Notes,
): ImportedProcess {
  const { object, template, index, routes, runs } = props;
  const name = objectName(object);
  const services = isMain ? index.servicesFor(template.find('metadata', 'labels')) : [];
  const own = routes.filter(({ service }) => services.some((each) => objectName(each) === service));
  const named = new Map(
    (container.find('ports')?.items ?? []).flatMap((port) => [
      [port.textAt('name') ?? '', Number(port.textAt('containerPort'))] as const,
    ]),
  );
  const toPort = ({ port, service }: ManifestRoute) =>
    targetPort(
      services.find((each) => objectName(each) === service),
      port,
      named,
    );
  const replicas = Number(object.textAt('spec', 'replicas') ?? '1');
  const stop = Number(pod.textAt('terminationGracePeriodSeconds'));
  const variables = readContainerVariables(container, index, notes);
  const variableNames = variables.map((variable) => variable.name);
  const words = (key: 'command' | 'args') => {
    const texts = container.find(key)?.texts ?? [];
    return texts.length === 0
      ? undefined
      : texts.map((word) => tenantText(withReferences(kubernetesPieces(word), variableNames)));
  };
  if (container.find('lifecycle') !== undefined)
    notes.add(
      container.at,
      'lifecycle',
      'pods have no hooks',
      'put it into the command, or have the application do it when SIGTERM comes',
    );
  if (container.find('securityContext') !== undefined) {
    notes.add(
      container.find('securityContext')?.at ?? container.at,
      'securityContext',
      untaken.get('securityContext') ?? '',
      'let folders that it writes to belong to group 0',
    );
  }
  return {
    name: isMain ? name : `${name}-${container.textAt('name') ?? 'other'}`,
    at: container.at,
    image: container.textAt('image'),
    addresses: services.flatMap(serviceAddresses),
    command: words('command'),
    args: words('args'),
    variables,
    ports: toPorts(container, services, own),
    ...hostsByPort(
      routedHosts(own, toPort),
      own.map(toPort).find((port) => port !== undefined),
    ),
    ...manifestMounts(
      container,
      { pod, templates: object.find('spec', 'volumeClaimTemplates')?.items ?? [], owner: name },
      index,
      notes,
    ),
    ...manifestProbes(container, named, notes),
    stopSeconds: Number.isInteger(stop) && stop > 0 ? stop : undefined,
    size: {
      cpu: toCpus(container.textAt('resources', 'requests', 'cpu') ?? ''),
      memoryGiB: toGibibytes(
        container.textAt('resources', 'limits', 'memory') ?? container.textAt('resources', 'requests', 'memory') ?? '',
      ),
    },
    replicas: Number.isInteger(replicas) && replicas > 0 ? replicas : undefined,
    commandsMachine: false,
    waitsFor: [],
    runs,
  };
}

const serviceAddresses = (service: InputNode): readonly string[] => {
  const name = objectName(service);
  const namespace = service.textAt('metadata', 'namespace');
  const within = namespace === undefined ? [] : [`${name}.${namespace}`];
  return [name, ...within, ...within.flatMap((each) => [`${each}.svc`, `${each}.svc.cluster.local`])];
};

/** Ports of a container, and those that a Service leads to and the container does not name. */
function toPorts(
  container: InputNode,
  services: readonly InputNode[],
  routes: readonly ManifestRoute[],
): readonly ImportedPort[] {
  const isPublished =
    routes.length > 0 ||
    services.some((service) => ['NodePort', 'LoadBalancer'].includes(service.textAt('spec', 'type') ?? ''));
  return (container.find('ports')?.items ?? []).flatMap((item): readonly ImportedPort[] => {
    const port = Number(item.textAt('containerPort'));
    const protocol = item.textAt('protocol') === 'UDP' ? 'udp' : 'tcp';
    return Number.isInteger(port) ? [{ port, protocol, isPublished, at: item.at }] : [];
  });
}

/** Port of the container behind a port of a Service, by its number or its name; the only one if none is named. */
function targetPort(
  service: InputNode | undefined,
  port: string | undefined,
  named: ReadonlyMap<string, number>,
): number | undefined {
  const ports = service?.find('spec', 'ports')?.items ?? [];
  const found =
    ports.find(
      (each) => each.textAt('port') === port || each.textAt('name') === port || each.textAt('targetPort') === port,
    ) ?? ports[0];
  const target = found?.textAt('targetPort') ?? found?.textAt('port') ?? '';
  return named.get(target) ?? (Number(target) || undefined);
}
