import { z } from 'zod';
import { blockYaml } from '../model/formats/block-yaml';

/**
 * Files with the lists of stacks, below the environment's folder: those that the CDK command deploys, and the one with the rights to
 * deploy them.
 */
export const stackListFiles = ['aws/stacks.yaml', 'rights/stacks.yaml'] as const;

/** What of a stack is not in its template. Files of later versions may say more. */
export const stackListSchema = z.array(
  z.looseObject({
    name: z.string(),
    account: z.string(),
    region: z.string(),
    terminationProtection: z.boolean(),
    dependencies: z.array(z.string()).default([]),
    tags: z.record(z.string(), z.string()).default({}),
  }),
);

export interface ListedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Whether CloudFormation refuses to delete the stack. */
  readonly terminationProtection: boolean;
  /** Names of the stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  /** Tags of the stack, which CloudFormation gives to every resource in it. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A stack with the file that lists it. */
export interface RenderedStack extends ListedStack {
  readonly file: string;
}

/** Text of a list of stacks, which are in the order in which they are deployed. */
export const stackListText = (stacks: readonly ListedStack[]): string =>
  `# Stacks in the order in which they are deployed, with what is not in their templates.\n${
    stacks.length === 0 ? '[]\n' : blockYaml(stacks.map(toEntry))
  }`;

const toEntry = ({ name, account, region, terminationProtection, dependencies, tags }: ListedStack): ListedStack => ({
  name,
  account,
  region,
  terminationProtection,
  dependencies: dependencies.toSorted(),
  tags: Object.fromEntries(Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1))),
});
