/** GiB of a size in bytes as Compose and Kubernetes write it, like `512m`, `1.5G` or `2Gi`; undefined for anything else. */
export function toGibibytes(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?i?b?)$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const power = { k: 1, m: 2, g: 3, t: 4 }[unit.charAt(0).toLowerCase()] ?? 0;
  return (Number(number) * 1024 ** power) / 1024 ** 3;
}

/** CPUs of a quantity like `0.5` or `250m`; undefined for anything else. */
export function toCpus(text: string): number | undefined {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(text.trim()) ?? [];
  return number === undefined ? undefined : Number(number) / (milli === 'm' ? 1000 : 1);
}

/** Seconds of a duration like `1m30s`, `90` or `500ms`, rounded up; undefined for anything else. */
export function toSeconds(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(text)) return undefined;
  const units = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)];
  const total = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (isUnit(unit) ? units[unit] : 0), 0);
  return Math.ceil(total);

  function isUnit(unit: string | undefined): unit is keyof typeof units {
    return unit !== undefined && unit in units;
  }
}
