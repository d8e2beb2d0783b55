/** CPUs as Kubernetes writes them, with the precision of a thousandth: `2`, `1500m`. */
export const cpuQuantity = (cpus: number): string =>
  Number.isInteger(cpus) ? String(cpus) : `${Math.round(cpus * 1000)}m`;

/** GiB of memory or storage as Kubernetes writes them, with the precision of a MiB: `2Gi`, `1536Mi`. */
export const gibibyteQuantity = (gibibytes: number): string =>
  Number.isInteger(gibibytes) ? `${gibibytes}Gi` : `${Math.round(gibibytes * 1024)}Mi`;
