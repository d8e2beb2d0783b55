import type { RenderedRule } from './rendered-rule';

/** What CloudFormation takes: 500 resources, 1 MB. Source: AWS CloudFormation quotas. Some of both is left for updates. */
const most = { resources: 450, bytes: 900_000 } as const;

/** A template that is too large is refused in the middle of a deploy. */
export const templateLimits: RenderedRule = {
  id: 'template-limits',
  holds: 'no template is larger, and none has more resources, than CloudFormation takes',
  findings: ({ files, resources }) => {
    const counts = new Map<string, number>();
    for (const { stack } of resources) counts.set(stack, (counts.get(stack) ?? 0) + 1);
    const remedy = 'divide the stack; for those of tenants, raise tenancy.stacks';
    return [
      ...files
        .filter(({ file, text }) => file.startsWith('aws/') && Buffer.byteLength(text) > most.bytes)
        .map(({ file, text }) => ({
          place: file,
          reason: `it has ${Buffer.byteLength(text)} bytes, and may have ${most.bytes}`,
          remedy,
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
