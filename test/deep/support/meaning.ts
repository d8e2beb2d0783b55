import { z } from 'zod';
import { attributes } from '../describe/all';
import { cloudformation } from '../describe/description';
import type { AssemblyStack } from './assembly';
import type { Answer, Aws, Call } from './aws';
import { evaluate } from './evaluate';
import { isObject, referencesIn, replaceReferences, type Json } from './template';

/** A deployed stack, in which references have a meaning. */
export interface DeployedStack {
  /** What CloudFormation lists, by logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** `node` with all references replaced by what they mean, and all functions by their values. */
  readonly meaningOf: (node: Json) => Json;
}

const idsSchema = z.array(z.tuple([z.string(), z.string()]));
const exportsSchema = z.array(z.tuple([z.string(), z.json()]));

/**
 * Asks what the references of a deployed stack mean.
 *
 * @throws Error when no description tells an attribute.
 */
export async function deployedStack(aws: Aws, { name, region, template }: AssemblyStack): Promise<DeployedStack> {
  const [ids, exported] = await aws.ask(region, [
    cloudformation(
      'list_stack_resources',
      { StackName: name },
      'StackResourceSummaries[?LogicalResourceId].[LogicalResourceId, PhysicalResourceId]',
    ),
    cloudformation('list_exports', {}, 'Exports[].[Name, Value]'),
  ]);
  const physicalIds = new Map(idsSchema.parse(told(ids)));
  const exports = new Map(exportsSchema.parse(told(exported) ?? []));

  const properties = Object.values(template.Resources).map(({ Properties }) => Properties);
  const used = referencesIn(properties).flatMap(({ id, attribute }) => {
    const type = template.Resources[id]?.Type;
    return type === undefined || attribute === undefined ? [] : [{ id, type, attribute }];
  });
  const calls = used.map(({ id, type, attribute }) => attributeCall(type, attribute, physicalIds.get(id) ?? ''));
  const answers = (await aws.ask(region, calls)).map(told);
  const values = new Map(used.map(({ id, attribute }, index) => [`${id}.${attribute}`, answers[index] ?? null]));

  return {
    physicalIds,
    meaningOf: (node) => {
      const replaced = replaceReferences(node, ({ id, attribute }) =>
        attribute === undefined ? physicalIds.get(id) : values.get(`${id}.${attribute}`),
      );
      return evaluate(withImports(replaced ?? null, exports));
    },
  };
}

function attributeCall(type: string, attribute: string, physicalId: string): Call {
  const call = attributes[`${type}.${attribute}`];
  if (call === undefined) throw new Error(`describe/ does not say how to ask for ${attribute} of ${type}`);
  return call(physicalId);
}

/** @throws Error when the emulator refuses to answer. */
function told(answer: Answer | undefined): Json {
  if (answer === undefined || 'error' in answer) throw new Error(answer?.error ?? 'no answer');
  return answer.answer;
}

function withImports(node: Json, exports: ReadonlyMap<string, Json>): Json {
  if (Array.isArray(node)) return node.map((item) => withImports(item, exports));
  if (!isObject(node)) return node;
  const { 'Fn::ImportValue': name } = node;
  if (typeof name === 'string') return exports.get(name) ?? node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withImports(value, exports)]));
}
