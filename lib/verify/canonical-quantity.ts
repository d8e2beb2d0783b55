const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/**
 * A Kubernetes quantity in its canonical form: `1024Mi` becomes `1Gi`, `0.5` becomes `500m`. Source:
 * kubernetes/apimachinery:pkg/api/resource/quantity.go, "canonical form".
 *
 * @returns undefined for a text that is not a quantity, or that Kubernetes would round
 */
export function canonicalQuantity(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]*)$/.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const minus = sign === '-' ? '-' : '';
  const digits = BigInt(`${whole}${fraction}`);
  const parts = 10n ** BigInt(fraction.length);
  if (suffix !== '' && binary.includes(suffix)) {
    const bytes = digits * 1024n ** BigInt(binary.indexOf(suffix));
    if (bytes % parts !== 0n) return undefined;
    const amount = bytes / parts;
    // Kubernetes writes binary amounts below 1Ki without a binary unit.
    return amount < 1024n
      ? `${minus}${shortened(amount, 1000n, 3, decimal)}`
      : `${minus}${shortened(amount, 1024n, 0, binary)}`;
  }
  if (!decimal.includes(suffix)) return undefined;
  const amount = digits * 1000n ** BigInt(decimal.indexOf(suffix));
  return amount % parts === 0n ? `${minus}${shortened(amount / parts, 1000n, 0, decimal)}` : undefined;
}

/** Writes an amount in the largest unit in which it is a whole number, beginning with the unit `first`. */
function shortened(amount: bigint, step: bigint, first: number, units: readonly string[]): string {
  if (amount === 0n) return '0';
  let [rest, unit] = [amount, first];
  while (rest % step === 0n && unit + 1 < units.length) [rest, unit] = [rest / step, unit + 1];
  return `${rest}${units[unit] ?? ''}`;
}
