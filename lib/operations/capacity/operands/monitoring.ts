import { parse } from 'yaml';
import { z } from 'zod';
import { clusterMonitoring, workloadMonitoring, type MonitoringPart } from '../../../../model/data/monitoring-pods';
import type { RenderedObject } from '../../../rendered';
import { platformWorkload, type Workload } from '../workload';
import type { OperandReader } from './reader';
import { placementSchema } from '../../../placement-schema';
import { resourcesSchema } from './resources-schema';

const configMapSchema = z.looseObject({ data: z.looseObject({ 'config.yaml': z.string() }) });

const partSchema = placementSchema.extend({
  resources: resourcesSchema.optional(),
  volumeClaimTemplate: z.unknown().optional(),
});

/** Parts that have settings by this name or, where a part has none of its own, that of another. */
const settingNames: Readonly<Record<string, string>> = { prometheusOperatorAdmissionWebhook: 'prometheusOperator' };

const settings: Readonly<Record<string, readonly MonitoringPart[]>> = {
  'cluster-monitoring-config': clusterMonitoring,
  'user-workload-monitoring-config': workloadMonitoring,
};

/** Parts of OpenShift's monitoring, each where the settings put it; other ConfigMaps make no pods. */
export const monitoringOperand: OperandReader = (object) => {
  const parts = settings[object.metadata.name];
  return parts === undefined ? [] : partWorkloads(object, parts);
};

function partWorkloads(object: RenderedObject, parts: readonly MonitoringPart[]): readonly Workload[] {
  const text = configMapSchema.parse(object).data['config.yaml'];
  const said = z.looseObject({}).parse(parse(text));
  return parts.map(({ part, replicas, milliCpu, memoryMiB, apart }) => {
    const { nodeSelector, tolerations, resources, volumeClaimTemplate } = partSchema.parse(
      said[settingNames[part] ?? part] ?? {},
    );
    return platformWorkload(
      `${object.metadata.namespace ?? ''}/${part}`,
      replicas,
      resources?.requests ?? { cpu: `${milliCpu}m`, memory: `${memoryMiB}Mi` },
      {
        apart,
        volumes: volumeClaimTemplate === undefined ? 0 : 1,
        scheduling: { nodeSelector, tolerations },
      },
    );
  });
}
