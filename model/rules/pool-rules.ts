import type { NodePool } from '../environment';
import type { PathStep } from '../problem';
import { diskFindings } from './disk-rules';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';
import { instanceTypeFindings, smallMachineFindings } from './instance-type-rules';
import { nodeLabelFindings } from './node-label-rules';
import { zoneFindings } from './zone-findings';

/** What must hold for one node pool. */
export function poolFindings(
  pool: NodePool,
  { zones, cluster }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const { architecture, size } = pool;
  const controlPlane = cluster.pools.find(({ role }) => role === 'control-plane');
  return [
    ...diskFindings(pool.volume, [...path, 'volume']),
    ...zoneFindings(pool.zones ?? [], zones, [...path, 'zones'], 'name each zone once'),
    ...pool.instanceTypes.flatMap((type, index) => {
      const place = [...path, 'instanceTypes', index];
      return [
        ...instanceTypeFindings(type, { what: 'the pool', architecture }, place),
        ...smallMachineFindings(type, pool, place),
      ];
    }),
    ...(typeof size === 'number'
      ? []
      : findingIf(
          size.maximum < size.minimum,
          [...path, 'size', 'maximum'],
          'is less than the minimum',
          `write ${size.minimum} or more`,
        )),
    ...findingIf(
      cluster.payload === 'single-architecture' && architecture !== controlPlane?.architecture,
      [...path, 'architecture'],
      `is ${architecture}, which the single-architecture release of this cluster does not run`,
      'set cluster.payload to multi, or use the architecture of the control plane',
    ),
    ...repeatFindings(
      pool.instanceTypes,
      (index) => [...path, 'instanceTypes', index],
      (first) => `repeats instanceTypes[${first}]`,
      'name each type once',
    ),
    ...nodeLabelFindings(pool, path),
    ...(pool.role === 'control-plane' ? [] : workerFindings(pool, cluster, path)),
  ];
}

function workerFindings(
  { name, owner, instanceTypes, volume }: NodePool,
  { toolsImage }: EnvironmentFile['cluster'],
  path: readonly PathStep[],
): readonly Finding[] {
  return [
    ...findingIf(
      reservedNames.includes(name),
      [...path, 'name'],
      `${name} is a node role of OpenShift itself`,
      'choose another, like workers',
    ),
    ...findingIf(
      owner === 'machine-api' && instanceTypes.length > 1,
      [...path, 'instanceTypes', 1],
      'is a second type, but the machine API makes machines of one type',
      'declare a second pool, or write owner: cloudformation',
    ),
    ...findingIf(
      owner === 'machine-api' && volume.throughputMiBps !== gp3Throughput,
      [...path, 'volume', 'throughputMiBps'],
      `is ${volume.throughputMiBps}, but the machine API cannot set it before OpenShift 4.21`,
      `leave it out, which is ${gp3Throughput}, or write owner: cloudformation`,
    ),
    ...findingIf(
      owner === 'cloudformation' && toolsImage === undefined,
      [...path, 'owner'],
      'is cloudformation, but no CSR approver in the cluster would admit its machines',
      'write cluster.toolsImage, the image of this repository, or leave the owner out',
    ),
  ];
}

/** Default throughput of a gp3 volume in MiB a second. Source: the EBS user guide, "General Purpose SSD volumes". */
const gp3Throughput = 125;

/** Source: openshift/machine-config-operator, pools that are always there; Kubernetes' own roles of nodes. */
const reservedNames: readonly string[] = ['master', 'worker', 'control-plane', 'arbiter'];
