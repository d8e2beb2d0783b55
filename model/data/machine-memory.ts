/**
 * MiB of memory that Linux sees on a machine for which EC2's list says `nominalMiB`. Firmware, the kernel and its page
 * tables take the rest at boot. The formula subtracts slightly more than real machines lack: m5.large lacks 511 of
 * 8,192 MiB, m5.xlarge 838 of 16,384, m5.2xlarge 1,080 and r5a.xlarge 1,046 of 32,768. Source: published output of `oc
 * describe node` from clusters of 4.8 and 4.15 and from EKS; the test has the figures.
 */
export const memorySeenMiB = (nominalMiB: number): number => Math.floor(nominalMiB * 0.97 - 384);
