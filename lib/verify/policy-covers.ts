import { negatedElements, type Statement } from './policy-statements';

/** Whether a pattern of IAM covers a text, or another pattern as it is written. Case decides nothing in actions alone. */
function covers(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

const coversAction = (pattern: unknown, action: string): boolean =>
  covers(String(pattern).toLowerCase(), action.toLowerCase());

/** What is asked: an action, and a resource where one is known. */
export interface AccessRequest {
  readonly action: string;
  /** ARN, with wildcards or without; none where CloudFormation makes it up, or it does not matter. */
  readonly resource?: string;
}

/** Whether a statement is about what is asked, its conditions aside. */
function isAbout(statement: Statement, { action, resource }: AccessRequest): boolean {
  const { Action, NotAction, Resource = ['*'] } = statement;
  const actions = Action?.some((each) => coversAction(each, action)) ?? false;
  const others = NotAction !== undefined && !NotAction.some((each) => coversAction(each, action));
  return (actions || others) && (resource === undefined || Resource.some((each) => covers(String(each), resource)));
}

/** Whether policies allow what is asked, under some condition. */
export const allows = (statements: readonly Statement[], asked: AccessRequest): boolean =>
  statements.some((each) => each.Effect === 'Allow' && negatedElements(each).length === 0 && isAbout(each, asked));

/** Whether policies deny what is asked under every condition. */
export const denies = (statements: readonly Statement[], asked: AccessRequest): boolean =>
  statements.some(
    (each) =>
      each.Effect === 'Deny' &&
      Object.keys(each.Condition).length === 0 &&
      isAbout(each, { ...asked, resource: asked.resource ?? 'unknown' }),
  );
