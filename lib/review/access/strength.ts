import { coversPattern, isLiteral } from '../../iam/pattern';
import type { Right } from '../../iam/rights';

/** Actions by which somebody gets the rights of others, or secrets and data, whatever else is written. In lower case. */
const strongActions: readonly string[] = [
  'iam:add*',
  'iam:attach*',
  'iam:create*',
  'iam:delete*permissionsboundary',
  'iam:passrole',
  'iam:put*',
  'iam:set*',
  'iam:update*',
  'kms:creategrant',
  'kms:putkeypolicy',
  'kms:schedulekeydeletion',
  'organizations:*',
  'secretsmanager:putresourcepolicy',
  's3:putbucketpolicy',
  'sts:assumerole',
];

/** Actions that show what there is, and no data. */
const showing =
  /^[a-z0-9-]+:(?:describe|list|get(?!secretvalue|object|parameter|item|records|data|authorization|credentials|federation|session|password))/;

/** Whether a right gives power over others, or over everything of its kind, without any condition. */
export function isWide({ action, resource, conditions }: Right): boolean {
  if (strongActions.some((each) => coversPattern(action.pattern, each) || coversPattern(each, action.pattern)))
    return true;
  if (conditions.length > 0 || showing.test(action.pattern)) return false;
  return resource.pattern === '*' || resource.except.length > 0 || wholeKind.test(resource.pattern);
}

/** An ARN that names everything of a service. */
const wholeKind = /^arn:[^:]*:[a-z0-9*-]+:[^:]*:[^:]*:(?:[a-z-]+[/:])?\*$/;

/** Whether it is about one thing that is named. */
export const isNamed = ({ resource: { pattern, except } }: Right): boolean =>
  except.length === 0 && isLiteral(pattern.replace(/\/\*$|-\?{6}$/, ''));
