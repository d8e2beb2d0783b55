import { blockYaml } from '../../../model/formats/block-yaml';
import { tenantFileHead, type TenantHead } from '../tenant-file-head';
import { draftQuota } from './draft-quota';
import type { DraftedService } from './drafted-service';
import type { TenantDraft } from './tenant-draft';

/** What a person says about a tenant, and the kind of its services. */
export interface DraftTextProps extends Omit<TenantHead, 'hosts' | 'quota'> {
  /** Name of the kind of all services of the draft. */
  readonly kind: string;
}

/** The text of a tenant's file, with comments where a person has to decide. */
export function draftText({ hosts, hostsAreKnown, services }: TenantDraft, { kind, ...head }: DraftTextProps): string {
  const about = hostsAreKnown
    ? 'decide: hosts, below a domain of the environment'
    : 'decide: hosts; the input names none';
  const start = tenantFileHead({ ...head, hosts, quota: draftQuota(services) }).replace(
    /^hosts:/m,
    `# ${about}\nhosts:`,
  );
  return `${start}services:\n${services.map((service) => serviceText(service, kind)).join('')}`;
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => (line === '' ? '' : `    ${line}`));

function serviceText({ values, decisions, open }: DraftedService, kind: string): string {
  const keys = [...new Set([...Object.keys(values), ...Object.keys(decisions)])];
  const lines = keys.flatMap((key) => {
    const value = values[key];
    const comments = (decisions[key] ?? []).map((decision) => `# ${decision}`);
    const own = value === undefined ? [] : yamlLines({ [key]: value });
    return [...comments, ...own, ...(key === 'settings' ? openLines(open, value !== undefined) : [])];
  });
  return [`  - kind: ${kind}`, ...indent(lines), ''].join('\n');
}

/** Settings that a person has to write, as comments below the others. */
function openLines(open: Readonly<Record<string, string>>, follows: boolean): readonly string[] {
  const names = Object.keys(open);
  if (names.length === 0) return [];
  const lines = yamlLines(open);
  return follows
    ? ['  # decide: the input leaves these to variables', ...lines.map((line) => `  # ${line}`)]
    : ['# decide: settings that the input leaves to variables', '# settings:', ...lines.map((line) => `#   ${line}`)];
}

const yamlLines = (value: object): readonly string[] => blockYaml(value).trimEnd().split('\n');
