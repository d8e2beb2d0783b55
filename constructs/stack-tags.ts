import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * Returns the tags of the stack that a construct is in. CloudFormation sets them on the resources that it makes itself,
 * but not on what is made from a launch template: instances of an Auto Scaling group, and volumes of any instance.
 */
export const stackTags = (scope: Construct): Readonly<Record<string, string>> => Stack.of(scope).tags.tagValues();
