import type { PreflightCheck } from './check';
import { isOfCluster } from './cluster-tags';
import { machineGroups, type MachineGroup } from './machine-groups';
import { environmentMachines, isOfHost } from './environment-machines';
import { quotaFinding } from './quota-finding';
import { sum } from '../../../model/sum';

const gibPerTib = 1024;

/**
 * Whether the quota of gp3 storage suffices for the root volumes of the maximum of all pools, for the disks of hosts, and for those that
 * the cluster makes for claims. The driver tags these with the cluster: openshift/csi-operator, `--k8s-tag-cluster-id`.
 */
export const volumeQuotaCheck: PreflightCheck = {
  name: 'quota of gp3 storage',
  findings: async ({ environment, facts, claimedGiB, cloud }) => {
    const [service, code] = ['ebs', 'L-7A658B76'];
    const quota = await cloud.quota(service, code);
    const volumes = await cloud.volumes();
    const machines = await cloud.machines();
    const own = environmentMachines(machines, environment, facts).map(({ rootVolumeId }) => rootVolumeId);
    const groups = machineGroups(environment, facts);
    const tib = (count: (group: MachineGroup) => number) =>
      (claimedGiB + sum(groups.map((group) => count(group) * (group.rootVolumeGiB + group.disksGiB)))) / gibPerTib;
    return [
      quotaFinding({
        unit: 'TiB of gp3 volumes',
        region: environment.region,
        service,
        code,
        quota,
        used: sum(volumes.map(({ sizeGiB }) => sizeGiB)) / gibPerTib,
        own:
          sum(
            volumes
              .filter(
                ({ volumeId, tags }) =>
                  own.includes(volumeId) || isOfHost(tags, environment) || isOfCluster(tags, facts.infraId),
              )
              .map(({ sizeGiB }) => sizeGiB),
          ) / gibPerTib,
        minimum: tib(({ minimum }) => minimum),
        maximum: tib(({ maximum }) => maximum),
      }),
    ];
  },
};
