import { z } from 'zod';
import { blockYaml } from '../../../model/formats/block-yaml';

/**
 * File of a version that was read from CloudFormation, with what is neither in a template nor in the list of stacks. It is only there if
 * there is something to say, and never rendered.
 */
export const deployedStateFile = 'aws/deployed.yaml';

const driftedResource = z.strictObject({
  logicalId: z.string(),
  type: z.string(),
  /** `deleted`, or `changed` with paths of properties. */
  change: z.enum(['changed', 'deleted']),
  properties: z.array(z.string()).default([]),
});

export const deployedStateSchema = z.array(
  z.discriminatedUnion('state', [
    /** There is no such stack. */
    z.strictObject({ name: z.string(), state: z.literal('missing') }),
    /** CloudFormation does not update it in this status. */
    z.strictObject({ name: z.string(), state: z.literal('stuck'), status: z.string() }),
    /** Somebody changed its resources without CloudFormation, as CloudFormation found out at that time. */
    z.strictObject({
      name: z.string(),
      state: z.literal('drifted'),
      checkedAt: z.string(),
      resources: z.array(driftedResource),
    }),
  ]),
);

/** Something about a stack that CloudFormation knows. */
export type DeployedState = z.output<typeof deployedStateSchema>[number];

export type DriftedResource = z.output<typeof driftedResource>;

/** Text of that file. */
export const deployedStateText = (states: readonly DeployedState[]): string => blockYaml(states);
