import { z } from 'zod';

const speed = (iops: number, throughputMiBps: number) =>
  z.strictObject({
    iops: z.int().min(3000).max(16000).default(iops).describe('IOPS of each volume'),
    throughputMiBps: z.int().min(125).max(1000).default(throughputMiBps).describe('throughput of each volume in MiB/s'),
  });

/** Schema of a volume's speed; the environment's `storage` has the figures. */
export const volumeSpeed = z.enum(['standard', 'fast']).default('standard').describe('standard or fast');

/** How fast a volume is. */
export type VolumeSpeed = z.output<typeof volumeSpeed>;

/** IOPS and throughput of each speed of volumes. */
export const storageSchema = z
  .strictObject({
    standard: speed(3000, 125).prefault({}).describe('gp3 volumes of most workloads'),
    fast: speed(6000, 400).prefault({}).describe('gp3 volumes of databases and repositories'),
  })
  .prefault({})
  .describe('performance of volumes; a change applies to existing volumes too, see the runbook');
