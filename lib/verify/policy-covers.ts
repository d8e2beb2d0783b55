import { coversPattern } from '../iam/pattern';
import { negatedElements, type Statement } from '../iam/policy-statements';

const coversAction = (pattern: unknown, action: string): boolean =>
  coversPattern(String(pattern).toLowerCase(), action.toLowerCase());

/** A request to AWS: an action, and the resource if it is known. */
export interface AccessRequest {
  readonly action: string;
  /**
   * ARN, with wildcards or without.
   * @default unknown, as for a name that CloudFormation generates: `allows` accepts statements on any resource, `denies` only
   * those on a pattern that matches everything
   */
  readonly resource?: string;
}

/** Whether action and resource of a statement match a request; conditions are ignored. */
function isAbout(statement: Statement, { action, resource }: AccessRequest): boolean {
  const { Action, NotAction, Resource = ['*'] } = statement;
  const actions = Action?.some((each) => coversAction(each, action)) ?? false;
  const others = NotAction !== undefined && !NotAction.some((each) => coversAction(each, action));
  return (
    (actions || others) && (resource === undefined || Resource.some((each) => coversPattern(String(each), resource)))
  );
}

/** Whether some statement allows the request, perhaps only under a condition. */
export const allows = (statements: readonly Statement[], asked: AccessRequest): boolean =>
  statements.some((each) => each.Effect === 'Allow' && negatedElements(each).length === 0 && isAbout(each, asked));

/** Whether some statement denies the request without any condition. */
export const denies = (statements: readonly Statement[], asked: AccessRequest): boolean =>
  statements.some(
    (each) =>
      each.Effect === 'Deny' &&
      Object.keys(each.Condition).length === 0 &&
      isAbout(each, { ...asked, resource: asked.resource ?? 'unknown' }),
  );
