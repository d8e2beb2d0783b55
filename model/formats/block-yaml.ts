/**
 * Plain data as YAML in block style. YAML libraries take three times as long, which would be a third of the time that an
 * environment with many tenants takes to render. A string has no quotes only if parsers of YAML 1.1 and 1.2 both read it
 * as a string.
 */
export const blockYaml = (value: object): string => block(value, '');

function block(value: object, indent: string): string {
  const isList = Array.isArray(value);
  const deeper = `${indent}  `;
  let text = '';
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  for (const [key, item] of entries) {
    if (item === undefined) continue;
    const start = isList ? `${indent}-` : `${indent}${quoted(key)}:`;
    if (typeof item !== 'object' || item === null) text += `${start} ${scalar(item, indent)}\n`;
    else if (Object.keys(item).length === 0) text += `${start} ${Array.isArray(item) ? '[]' : '{}'}\n`;
    // The first line of a list's item is on the line of its dash.
    else if (isList) text += `${indent}- ${block(item, deeper).slice(deeper.length)}`;
    else text += `${start}\n${block(item, deeper)}`;
  }
  return text;
}

function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string') return String(value);
  if (!value.includes('\n') || !text.test(value)) return quoted(value);
  const lines = value.replace(/\n$/, '').split('\n');
  const ending = value.endsWith('\n') ? '' : '-';
  return [`|${ending}`, ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n');
}

/** Lines of printable characters that neither begin nor end with white space. */
const text = /^[^\s\p{C}]([^\p{C}\u2028\u2029]|[\n\t])*[^\s\p{C}]\n?$/u;

function quoted(value: string): string {
  if ((unmistakable.test(value) && !taken.test(value)) || amount.test(value)) return value;
  if (printable.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

const unmistakable = /^[A-Za-z/](?:[\w./=@,()+*$-]|:(?=\S)| (?=[^\s#]))*$/;

/** Quantities, durations and IP addresses: no parser reads a text with such a unit or three dots as a number. */
const amount = /^\d+(?:m|[KMGT]i|[smhd]|MB)$|^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/;

/** Words that YAML 1.1, which Kubernetes reads, takes for a boolean, null or a number. */
const taken = /^(?:true|false|null|yes|no|on|off|y|n|e[+-]?\d+)$/i;

const printable = /^[^\p{C}\u2028\u2029]*$/u;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
