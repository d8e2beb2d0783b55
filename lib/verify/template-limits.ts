import { cloudFormationQuotas, usableTemplate } from '../../model/data/cloudformation-quotas';
import type { RenderedRule } from './rendered-rule';

/**
 * Bytes of the template with the rights to deploy, which must fit into the request, because there is no bucket yet. The command in
 * the runbook removes white space.
 */
const mostOfRights = cloudFormationQuotas.requestBytes;

/** Templates are below the limits; CloudFormation would refuse a larger one in the middle of a deploy. */
export const templateLimitsRule: RenderedRule = {
  id: 'template-limits',
  holds: 'no template exceeds the limits of CloudFormation for size and number of resources',
  findings: ({ files, resources }) => {
    const counts = new Map<string, number>();
    for (const { stack } of resources) counts.set(stack, (counts.get(stack) ?? 0) + 1);
    const remedy = 'split the stack; for stacks of tenants, raise tenancy.stacks';
    return [
      ...files
        .map(({ file, text }) => ({ file, bytes: sentBytes(file, text), allowed: mostBytes(file) }))
        .filter(({ bytes, allowed }) => bytes > allowed)
        .map(({ file, bytes, allowed }) => ({
          place: file,
          reason: `it has ${bytes} bytes, and may have ${allowed}`,
          remedy: allowed === mostOfRights ? 'allow fewer regions, or use shorter names' : remedy,
        })),
      ...[...counts]
        .filter(([, count]) => count > usableTemplate.resources)
        .map(([stack, count]) => ({
          place: `aws/${stack}.template.json`,
          reason: `it has ${count} resources, and may have ${usableTemplate.resources}`,
          remedy,
        })),
    ];
  },
};

/** Bytes of a template as it is sent. */
export const sentBytes = (file: string, text: string): number =>
  Buffer.byteLength(
    file.startsWith('rights/') && file.endsWith('.template.json') ? JSON.stringify(JSON.parse(text)) : text,
  );

function mostBytes(file: string): number {
  if (file.startsWith('rights/')) return mostOfRights;
  return file.startsWith('aws/') && file.endsWith('.template.json') ? usableTemplate.bytes : Infinity;
}
