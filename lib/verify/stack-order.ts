import { dirname } from 'node:path';
import type { Rendered } from '../rendered';
import type { RenderedStack } from '../stack-list';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { stackOutputs, stackReferences, type StackOutput, type StackSource } from './stack-references';

const ending = '.template.json';

/** A rendered template with the entry of its stack. */
interface Rendering {
  readonly stack: RenderedStack;
  readonly template: unknown;
  readonly outputs: ReadonlyMap<string, StackOutput>;
}

/**
 * The list of stacks fits the templates, and its order works: each value that a stack takes from another is there when CloudFormation
 * looks it up, because the other stack is deployed before.
 */
export const stackOrderRule: RenderedRule = {
  id: 'stack-order',
  holds: 'every template is in the list of stacks, after the stacks that it takes values from',
  findings: (rendered) => {
    const all = renderings(rendered);
    return [...listFindings(rendered), ...dependencyFindings(rendered), ...referenceFindings(all)];
  },
};

const templateFile = ({ file, name }: RenderedStack): string => `${dirname(file)}/${name}${ending}`;

function renderings({ files, stacks }: Rendered): readonly Rendering[] {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  return stacks.flatMap((stack) => {
    const text = texts.get(templateFile(stack));
    if (text === undefined) return [];
    const template: unknown = JSON.parse(text);
    return [{ stack, template, outputs: stackOutputs(template) }];
  });
}

function listFindings({ files, stacks }: Rendered): readonly RenderedFinding[] {
  const templates = new Set(files.flatMap(({ file }) => (file.endsWith(ending) ? [file] : [])));
  const listed = new Set(stacks.map(templateFile));
  const remedy = 'render the environment again: npm start';
  return [
    ...[...templates]
      .filter((file) => !listed.has(file))
      .map((file) => ({
        place: file,
        reason: `its stack is not in ${dirname(file)}/stacks.yaml, which says when it is deployed`,
        remedy,
      })),
    ...stacks
      .filter((stack) => !templates.has(templateFile(stack)))
      .map(({ file, name }) => ({ place: `${file} ${name}`, reason: 'it has no template', remedy })),
  ];
}

/** Dependencies on stacks that are not listed, or that come later. */
const dependencyFindings = ({ stacks }: Rendered): readonly RenderedFinding[] =>
  stacks.flatMap(({ file, name, dependencies }, index) => {
    const before = new Set(stacks.slice(0, index).map((each) => each.name));
    return dependencies
      .filter((each) => !before.has(each))
      .map((each) => ({
        place: `${file} ${name}`,
        reason: stacks.some((other) => other.name === each)
          ? `it is deployed after ${each}, which the list has later`
          : `it is deployed after ${each}, which no list has`,
        remedy: 'put the rows of lib/platform.ts in the order in which their stacks are deployed, and render again',
      }));
  });

function referenceFindings(all: readonly Rendering[]): readonly RenderedFinding[] {
  const before = allDependencies(all.map(({ stack }) => stack));
  return all.flatMap(({ stack, template }) =>
    stackReferences(template).flatMap(({ logicalId, source }): readonly RenderedFinding[] => {
      const place = `${dirname(stack.file)}/${stack.name}${ending} ${logicalId}`;
      const giver = findGiver(source, stack, all);
      if (typeof giver === 'string') return [{ place, reason: giver, remedy: 'let the other stack give the value' }];
      if (giver.stack.name === stack.name || before.get(stack.name)?.has(giver.stack.name) === true) return [];
      return [
        {
          place,
          reason: `it takes a value from ${giver.stack.name}, and does not wait for it`,
          remedy: `name ${giver.stack.name} in "uses" of the row of ${stack.name} in lib/platform`,
        },
      ];
    }),
  );
}

/** The stack that gives a value; or what is wrong, if none does. */
function findGiver(source: StackSource, asking: RenderedStack, all: readonly Rendering[]): Rendering | string {
  if ('exported' in source) {
    const place = all.filter(({ stack }) => stack.region === asking.region && stack.account === asking.account);
    const giver = place.find(({ outputs }) => [...outputs.values()].some((each) => each.exported === source.exported));
    return giver ?? `it imports ${source.exported}, which no stack in ${asking.region} exports`;
  }
  const { stack, output, region = asking.region } = source;
  const giver = all.find((each) => each.stack.name === stack);
  if (giver === undefined) return `it takes ${output} from ${stack}, which is not rendered`;
  if (giver.stack.region !== region)
    return `it takes ${output} from ${stack} in ${region}, and that stack is in ${giver.stack.region}`;
  return giver.outputs.has(output) ? giver : `it takes ${output} from ${stack}, which has no such output`;
}

/** By stack, the names of all stacks that are deployed before it, also through others. */
function allDependencies(stacks: readonly RenderedStack[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>();
  // A stack that comes later in the list is a finding of its own.
  for (const { name, dependencies } of stacks) {
    all.set(name, new Set(dependencies.flatMap((each) => [each, ...(all.get(each) ?? [])])));
  }
  return all;
}
