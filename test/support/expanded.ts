/**
 * What Kubernetes makes of a value, by the documented rules of `EnvVar.value`: a reference to what stands above becomes its value, one
 * to anything else stays, `$$` is a dollar and keeps what follows from being a reference.
 */
export function expanded(value: string, above: Readonly<Record<string, string>>): string {
  let result = '';
  for (let at = 0; at < value.length; at++) {
    const end = value.startsWith('$(', at) ? value.indexOf(')', at) : -1;
    if (value.startsWith('$$', at)) {
      result += '$';
      at += 1;
    } else if (end < 0) {
      result += value[at] ?? '';
    } else {
      const whole = value.slice(at, end + 1);
      result += above[whole.slice(2, -1)] ?? whole;
      at = end;
    }
  }
  return result;
}
