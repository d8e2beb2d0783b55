import { reasonMetadata } from '../../constructs/reason-metadata';
import { statefulResources } from '../stateful-resources';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Source: AWS CloudFormation template reference, `DeletionPolicy` and `UpdateReplacePolicy`. */
const retained = /^Retain(ExceptOnCreate)?$/;

/** CloudFormation deletes what leaves a template, and what it replaces, with everything in it. */
export const retainedDataRule: RenderedRule = {
  id: 'retained-data',
  holds: 'what holds data is retained when it leaves its stack, and when it is replaced',
  findings: ({ resources }) =>
    statefulResources(resources)
      .filter(
        ({ resource: { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } }) =>
          !retained.test(DeletionPolicy) || UpdateReplacePolicy !== 'Retain',
      )
      .map((each) => ({
        place: describeResource(each),
        reason: `it holds data, and is deleted with its stack or when it is replaced`,
        remedy: `retain it (DeletionPolicy, UpdateReplacePolicy), or say in its metadata ${reasonMetadata.transient}`,
      })),
};
