import { usableTemplate } from '../../model/data/cloudformation-quotas';
import { findingIf, type Finding } from '../../model/finding';
import type { PathStep } from '../../model/problem';

/** A rendered template, by the noun of its stack like `machines` or `tenants-2`. */
export interface SizedTemplate {
  readonly noun: string;
  readonly resources: number;
  readonly bytes: number;
}

/** Where a stack grows without end, and what makes it smaller. */
interface Growth {
  readonly path: readonly PathStep[];
  readonly remedy: string;
}

const growths: Readonly<Record<string, Growth>> = {
  caches: { path: ['caches'], remedy: 'give services a cache of their own, or put several into one' },
  identity: {
    path: ['access', 'contributors'],
    remedy: 'name groups in place of people, and join entries whose grants are alike',
  },
  machines: {
    path: ['hosts', 'machines'],
    remedy:
      'write stack: 2 in hosts that have no machines yet, or name fewer zones for hosts that need no second machine',
  },
  tenants: {
    path: ['tenancy', 'stacks'],
    remedy: 'write more, and move the tenants as the runbook says: "Spread tenants over more stacks"',
  },
};

const other: Growth = { path: [], remedy: 'put a part of it into an environment of its own' };

/**
 * Templates that are larger than CloudFormation takes. How much a machine or a service adds differs with all that it says, so only the
 * finished templates tell.
 */
export const templateSizeFindings = (templates: readonly SizedTemplate[]): readonly Finding[] =>
  templates.flatMap(({ noun, resources, bytes }) => {
    const { path, remedy } = growths[noun.replace(/-\d+$/, '')] ?? other;
    return [
      ...findingIf(
        resources > usableTemplate.resources,
        path,
        `the stack ${noun} would have ${resources} resources, more than ${usableTemplate.resources}`,
        remedy,
      ),
      ...findingIf(
        bytes > usableTemplate.bytes,
        path,
        `the template of the stack ${noun} would have ${bytes} bytes, more than ${usableTemplate.bytes}`,
        remedy,
      ),
    ];
  });
