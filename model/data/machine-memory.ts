/**
 * MiB of memory that Linux sees on a machine with so many by EC2's list. Firmware, the kernel and the table of its pages
 * take some before anybody can ask. The formula lies just above what real machines lack: m5.large 511 of 8,192 MiB,
 * m5.xlarge 838 of 16,384, m5.2xlarge 1,080 and r5a.xlarge 1,046 of 32,768. Source: `oc describe node` of clusters of 4.8
 * and 4.15 and of EKS, published with their capacity; the test has the figures.
 */
export const memorySeenMiB = (nominalMiB: number): number => Math.floor(nominalMiB * 0.97 - 384);
