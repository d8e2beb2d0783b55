const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1000,
  M: 1000 ** 2,
  G: 1000 ** 3,
  T: 1000 ** 4,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/**
 * Thousandths of a processor in a quantity like `250m`, `1.5` or 2.
 *
 * @throws Error when it is no quantity of processors.
 */
export function toMilliCpu(quantity: string | number): number {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(quantity)) ?? [];
  if (number === undefined) throw new Error(`${quantity} is not a quantity of processors, like 250m or 2`);
  return milli === 'm' ? Number(number) : Number(number) * 1000;
}

/**
 * MiB in a quantity of memory or storage, like `256Mi`, `1.5Gi` or `30G`.
 *
 * @throws Error when it is no quantity of bytes.
 */
export function toMebibytes(quantity: string | number): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kMGT]|[KMGT]i)?$/.exec(String(quantity)) ?? [];
  if (number === undefined) throw new Error(`${quantity} is not a quantity of bytes, like 256Mi or 2Gi`);
  return (Number(number) * (units[unit] ?? 1)) / 1024 ** 2;
}
