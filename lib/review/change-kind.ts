import type { ObjectChange, ResourceChange } from './changes';

/** `<group>/<kind>` of an object, or the CloudFormation type of a resource. */
export const changeKind = (change: ObjectChange | ResourceChange): string =>
  'logicalId' in change ? change.type : change.kind;
