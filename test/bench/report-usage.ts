import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What a process used from its start to its end. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** Environment variable with the file that the usage is written to. */
export const usageFile = 'COMMONS_BENCH_USAGE';

const file = process.env[usageFile];
if (file !== undefined) process.on('exit', () => writeFileSync(file, JSON.stringify(usage())));

function usage(): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: (peakKiB() ?? maxRSS) / 1024 };
}

/** Linux counts the parent's memory at the moment of the fork into `maxRSS`; this figure is the process's own. */
function peakKiB(): number | undefined {
  const status = '/proc/self/status';
  const [, peak] = existsSync(status) ? (/VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8')) ?? []) : [];
  return peak === undefined ? undefined : Number(peak);
}
