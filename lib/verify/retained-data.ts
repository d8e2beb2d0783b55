import { reasonMetadata } from '../../constructs/reason-metadata';
import { statefulResources } from '../stateful-resources';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Source: AWS CloudFormation template reference, `DeletionPolicy` and `UpdateReplacePolicy`. */
const retained = /^Retain(ExceptOnCreate)?$/;

/** Resources with data are retained: otherwise CloudFormation deletes them when they leave a template or are replaced. */
export const retainedDataRule: RenderedRule = {
  id: 'retained-data',
  holds: 'resources with data are retained when they leave their stack, and when they are replaced',
  findings: ({ resources }) =>
    statefulResources(resources)
      .filter(
        ({ resource: { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } }) =>
          !retained.test(DeletionPolicy) || UpdateReplacePolicy !== 'Retain',
      )
      .map((each) => ({
        place: describeResource(each),
        reason: `it holds data, and is deleted with its stack or when it is replaced`,
        remedy: `retain it (DeletionPolicy, UpdateReplacePolicy), or give a reason in its metadata ${reasonMetadata.transient}`,
      })),
};
