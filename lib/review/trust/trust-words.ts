import type { Condition } from '../../iam/condition';
import { coversPattern, isLiteral } from '../../iam/pattern';
import type { Statement } from '../../iam/policy-statements';
import { rightsIn, type Right } from '../../iam/rights';
import { loosenedWords, principalWords } from '../access/right-words';
import { isPipeline, subjectWords } from './subject-words';

/** Says who may take a role that could not before, for one new right to take it. */
export function trustWords(right: Right, before: readonly Statement[]): string {
  const { pattern } = right.principal;
  const subjects = newSubjects(right, before);
  if (!pattern.startsWith('Federated:')) return callerWords(right, before);
  const issuer = /oidc-provider\/(.+)$/.exec(pattern)?.[1] ?? principalWords(right.principal);
  if (subjects === undefined) {
    const loosened = loosenedWords(right, before);
    return `everybody with a token of ${issuer}${loosened === undefined ? '' : `, ${loosened}`}`;
  }
  // The subjects are the same as before: something else is not asked for any more.
  if (subjects.length === 0)
    return `the same subjects of ${issuer}, ${loosenedWords(right, before) ?? 'by another way'}`;
  const other = isKnownIssuer(right, before) ? '' : `, by tokens of ${issuer}, which it did not trust`;
  const wild = subjects.filter((subject) => !isLiteral(subject));
  if (wild.length > 0) return `every token of ${issuer} about ${wild.map(subjectWords).join(' or ')}${other}`;
  const words = subjects.map(subjectWords).join(' and ');
  if (!subjects.every(isPipeline)) return `${words}${other}`;
  const [kind = ''] = words.split(' ', 1);
  const isOne = subjects.length === 1 && kind !== 'pull';
  return `${isOne ? `an additional ${kind}:${words.slice(kind.length)}` : `additional ${words}`}${other}`;
}

/** Whether tokens of the issuer were taken before, of whomever. */
export const isKnownIssuer = ({ principal }: Right, before: readonly Statement[]): boolean =>
  rightsIn(before, 'Allow').some((each) => each.principal.pattern === principal.pattern);

function callerWords(right: Right, before: readonly Statement[]): string {
  const { pattern } = right.principal;
  const loosened = loosenedWords(right, before);
  const [, account] = /^AWS:arn:[^:]*:iam::(\d+):root$/.exec(pattern) ?? [];
  const [, service] = /^Service:(.+)$/.exec(pattern) ?? [];
  let who = principalWords(right.principal);
  if (account !== undefined) who = `everybody in account ${account} whose own rights say so`;
  if (service !== undefined) who = `the service ${service}`;
  if (pattern === '*') who = 'everybody in AWS';
  return loosened === undefined ? who : `${who}, ${loosened}`;
}

/** Subjects that the right has and that nothing before took; undefined where every subject will do. */
export function newSubjects(
  { principal, conditions }: Right,
  before: readonly Statement[],
): readonly string[] | undefined {
  const own = subjectsIn(conditions);
  if (own === undefined) return undefined;
  const former = before
    .filter(({ Principal }) => JSON.stringify(Principal).includes(principal.pattern.replace(/^[A-Za-z]+:/, '')))
    .flatMap(({ Condition }) =>
      Object.values(Condition).flatMap((keys) =>
        Object.entries(keys).flatMap(([key, values]) => (key.endsWith(':sub') ? values.map(String) : [])),
      ),
    );
  return own.filter((subject) => !former.some((each) => coversPattern(each, subject)));
}

const subjectsIn = (conditions: readonly Condition[]): readonly string[] | undefined =>
  conditions.find(({ key, operator }) => key.endsWith(':sub') && !/Not|IfExists|ForAllValues|Null/i.test(operator))
    ?.values;
