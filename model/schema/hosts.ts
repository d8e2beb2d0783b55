import { z } from 'zod';
import { architecture, httpsUrl, instanceTypes, reason, shortName } from './fields';
import { hostMachineSchema } from './host-machines';
import { machineImage } from './machine-image';
import { runnerPurpose } from './runner-purpose';

/** Days until a host is replaced: whatever a job left on it is gone then. */
const lifetime = z
  .union([
    z.int().min(1).max(7),
    z.strictObject({ days: z.int().min(8).max(90).describe('days, up to 90'), because: reason }),
  ])
  .default(1)
  .describe('maximum age of a host in days, up to 7, or { days: <days>, because: <reason> }');

const runnerSchema = z.strictObject({
  name: shortName(20).describe('name of the runner, unique among the hosts'),
  gitlab: httpsUrl.describe('https URL of the GitLab that it runs jobs for'),
  architecture,
  instanceTypes,
  hosts: z.int().min(1).max(20).default(1).describe('number of hosts'),
  jobs: z
    .int()
    .min(1)
    .max(50)
    .optional()
    .describe('concurrent jobs on each host, 4 if left out; a host for releases runs one job and is then replaced'),
  volume: z
    .strictObject({
      sizeGiB: z.int().min(50).max(16384).default(200).describe('size in GiB, for images and jobs'),
      iops: z.int().min(3000).max(16000).default(3000).describe('IOPS of a gp3 volume'),
      throughputMiBps: z.int().min(125).max(1000).default(250).describe('throughput of a gp3 volume in MiB/s'),
    })
    .prefault({})
    .describe('root volume, encrypted gp3'),
  lifetime,
  purpose: runnerPurpose.describe(
    'everybody, or { releases: [<image>] } for release builds only: no cache, and a new host for each job',
  ),
});

/** EC2 machines that are not part of the cluster. */
export const hostsSchema = z
  .strictObject({
    images: z
      .strictObject({
        amd64: machineImage.optional().describe('image of amd64 hosts'),
        arm64: machineImage.optional().describe('image of arm64 hosts'),
      })
      .default({})
      .describe('AMI of Fedora CoreOS stable in the environment’s region, from which new hosts start'),
    runners: z.array(runnerSchema).default([]).describe('hosts of GitLab runners, with rootless Podman'),
    machines: z
      .array(hostMachineSchema)
      .default([])
      .describe('hosts of the community, with retained disks; see docs/hosts.md'),
  })
  .prefault({})
  .describe('machines outside the cluster');
