import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * Tags of the stack that a construct is in. CloudFormation hands them on to what it makes itself, but not to what is made
 * from a launch template: machines of an Auto Scaling group, and the disks of any machine.
 */
export const stackTags = (scope: Construct): Readonly<Record<string, string>> => Stack.of(scope).tags.tagValues();
