/**
 * Plain data as YAML in block style. The libraries take three times as long for it, which is a third of the rendering of
 * many tenants. Strings stand without quotes only where no parser, old or new, could read them otherwise.
 */
export const blockYaml = (value: object): string => block(value, '');

function block(value: object, indent: string): string {
  const isList = Array.isArray(value);
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]: [string, unknown]) => {
      const start = isList ? '-' : `${quoted(key)}:`;
      if (typeof item !== 'object' || item === null) return `${indent}${start} ${scalar(item, indent)}\n`;
      if (Object.keys(item).length === 0) return `${indent}${start} ${Array.isArray(item) ? '[]' : '{}'}\n`;
      const inner = block(item, `${indent}  `);
      // The first line of what is inside a list's item stands beside its dash.
      return isList ? `${indent}- ${inner.slice(indent.length + 2)}` : `${indent}${start}\n${inner}`;
    })
    .join('');
}

function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string') return String(value);
  if (!text.test(value)) return quoted(value);
  const lines = value.replace(/\n$/, '').split('\n');
  const ending = value.endsWith('\n') ? '' : '-';
  return [`|${ending}`, ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n');
}

/** Several lines of printable characters that begin and end with something to see. */
const text = /^(?=.*\n)[^\s\p{C}]([^\p{C}\u2028\u2029]|[\n\t])*[^\s\p{C}]\n?$/u;

function quoted(value: string): string {
  if ((unmistakable.test(value) && !taken.test(value)) || amount.test(value)) return value;
  if (printable.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

const unmistakable = /^[A-Za-z/](?:[\w./=@,()+*$-]|:(?=\S)| (?=[^\s#]))*$/;

/** Quantities, durations and addresses: no parser knows a number that ends in such a unit or has three dots. */
const amount = /^\d+(?:m|[KMGT]i|[smhd]|MB)$|^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/;

/** What YAML 1.1, which Kubernetes reads, takes for something else. */
const taken = /^(?:true|false|null|yes|no|on|off|y|n|e[+-]?\d+)$/i;

const printable = /^[^\p{C}\u2028\u2029]*$/u;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
