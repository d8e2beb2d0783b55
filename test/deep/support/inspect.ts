import { descriptions } from '../describe/all';
import type { AssemblyStack } from './assembly';
import type { Answer, Aws, Call } from './aws';
import { deviations } from './deviations';
import { joinedResources } from './joined';
import { deployedStack } from './meaning';
import { isObject, type Json } from './template';

/** What is not as the template has it. */
export interface Finding {
  /** Logical id of the resource. */
  readonly id: string;
  /** `<type>.<property>`, or `<type> <call>: <error>` when that was refused. */
  readonly what: string;
  readonly expected?: Json | undefined;
  readonly observed?: Json | undefined;
}

/** How a resource of a deployed stack is looked at. */
export interface Look {
  readonly id: string;
  readonly type: string;
  /** Its properties, references replaced by what they mean. */
  readonly expected: Readonly<Record<string, Json>>;
  readonly calls: readonly Call[];
  /** Why it cannot be looked at. */
  readonly problem?: string;
}

/** How all resources of a stack are looked at, also after it is gone. */
export async function looksAt(aws: Aws, stack: AssemblyStack): Promise<readonly Look[]> {
  const { account, region } = stack;
  const { physicalIds, meaningOf } = await deployedStack(aws, stack);
  return Object.entries(joinedResources(stack.template)).map(([id, { Type: type, Properties }]) => {
    const meaning = meaningOf(Properties);
    const expected = isObject(meaning) ? meaning : {};
    const physicalId = physicalIds.get(id);
    const description = descriptions[type];
    if (physicalId === undefined) return { id, type, expected, calls: [], problem: 'CloudFormation does not list it' };
    if (description === undefined) return { id, type, expected, calls: [], problem: 'describe/ does not know it' };
    return { id, type, expected, calls: description({ id: physicalId, account, region, properties: expected }) };
  });
}

/** Asks for every resource of a deployed stack and compares the answers with the template. */
export async function inspect(aws: Aws, stack: AssemblyStack): Promise<readonly Finding[]> {
  const looks = await looksAt(aws, stack);
  const answers = await askFor(aws, stack.region, looks);
  return looks.flatMap(({ id, type, expected, problem }, index) => {
    const own = answers[index] ?? [];
    const observed = merged(own.flatMap((each) => ('answer' in each && isObject(each.answer) ? [each.answer] : [])));
    const errors = own.flatMap((each) => ('error' in each ? [each.error] : []));
    if (problem !== undefined) errors.push(problem);
    return [
      ...errors.map((error) => ({ id, what: `${type} ${error}` })),
      ...deviations(expected, observed, type).map((what) => {
        const [property = ''] = what.slice(type.length + 1).split('.');
        return { id, what, expected: expected[property], observed: observed[property] };
      }),
    ];
  });
}

/** Types of those resources that their service still knows. */
export async function leftBehind(aws: Aws, region: string, looks: readonly Look[]): Promise<readonly string[]> {
  const answers = await askFor(aws, region, looks);
  const isThere = ([own]: readonly Answer[]) => own !== undefined && 'answer' in own && isObject(own.answer);
  return [...new Set(looks.filter((_, index) => isThere(answers[index] ?? [])).map(({ type }) => type))].sort();
}

async function askFor(aws: Aws, region: string, looks: readonly Look[]): Promise<readonly (readonly Answer[])[]> {
  const answers = [
    ...(await aws.ask(
      region,
      looks.flatMap(({ calls }) => calls),
    )),
  ];
  return looks.map(({ calls }) => answers.splice(0, calls.length));
}

/** One object of all; lists of the same name are one list. */
function merged(objects: readonly Readonly<Record<string, Json>>[]): Readonly<Record<string, Json>> {
  const all: Record<string, Json> = {};
  for (const [name, value] of objects.flatMap((each) => Object.entries(each))) {
    const before = all[name];
    all[name] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
  }
  return all;
}
