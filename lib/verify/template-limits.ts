import type { RenderedRule } from './rendered-rule';

/** What CloudFormation takes: 500 resources, 1 MB. Source: AWS CloudFormation quotas. Some of both is left for updates. */
const most = { resources: 450, bytes: 900_000 } as const;

/**
 * The rights to deploy have to fit into the call that deploys them, since there is no bucket yet; the runbook leaves out the space
 * between. Source: AWS CloudFormation quotas, "template body in a request".
 */
const mostOfRights = 51_200;

/** A template that is too large is refused in the middle of a deploy. */
export const templateLimitsRule: RenderedRule = {
  id: 'template-limits',
  holds: 'no template is larger, and none has more resources, than CloudFormation takes',
  findings: ({ files, resources }) => {
    const counts = new Map<string, number>();
    for (const { stack } of resources) counts.set(stack, (counts.get(stack) ?? 0) + 1);
    const remedy = 'divide the stack; for those of tenants, raise tenancy.stacks';
    return [
      ...files
        .map(({ file, text }) => ({ file, bytes: sentBytes(file, text), allowed: mostBytes(file) }))
        .filter(({ bytes, allowed }) => bytes > allowed)
        .map(({ file, bytes, allowed }) => ({
          place: file,
          reason: `it has ${bytes} bytes, and may have ${allowed}`,
          remedy: allowed === mostOfRights ? 'have fewer regions, or shorter names, to allow for' : remedy,
        })),
      ...[...counts]
        .filter(([, count]) => count > most.resources)
        .map(([stack, count]) => ({
          place: `aws/${stack}.template.json`,
          reason: `it has ${count} resources, and may have ${most.resources}`,
          remedy,
        })),
    ];
  },
};

/** Bytes of a file as it is sent. */
const sentBytes = (file: string, text: string): number =>
  Buffer.byteLength(file.startsWith('rights/') ? JSON.stringify(JSON.parse(text)) : text);

function mostBytes(file: string): number {
  if (file.startsWith('rights/')) return mostOfRights;
  return file.startsWith('aws/') ? most.bytes : Infinity;
}
