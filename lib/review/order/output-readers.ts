import { stackOutputs, stackReferences, type StackOutput } from '../../verify/stack-references';
import type { RenderedSnapshot, RenderedTemplate } from '../rendered-snapshot';

/** A stack that takes an output of another one. */
export interface OutputReader {
  readonly giver: RenderedTemplate;
  readonly reader: RenderedTemplate;
  readonly output: string;
  /** What the giver gives; undefined if it has no such output. */
  readonly given: StackOutput | undefined;
  /** Imports hold the output: CloudFormation neither changes nor removes one that is imported. */
  readonly holds: boolean;
}

/** Returns which stacks of a version take which outputs of each other. What no template gives is left out, unless its stack is known. */
export function outputReaders(snapshot: RenderedSnapshot): readonly OutputReader[] {
  const givers = new Map(
    snapshot.templates.map((each) => [each.stack, { template: each, outputs: stackOutputs(each.template) }]),
  );
  const exports = new Map(
    [...givers.values()].flatMap(({ template, outputs }) =>
      [...outputs].flatMap(([output, { exported }]) =>
        exported === undefined ? [] : [[exported, { stack: template.stack, output }] as const],
      ),
    ),
  );
  return snapshot.templates.flatMap((reader) => {
    const found = stackReferences(reader.template).flatMap(({ source }): readonly OutputReader[] => {
      const holds = 'exported' in source;
      const far = holds ? exports.get(source.exported) : source;
      const giver = far && givers.get(far.stack);
      if (far === undefined || giver === undefined) return [];
      const given = giver.outputs.get(far.output);
      return [{ giver: giver.template, reader, output: far.output, given, holds }];
    });
    return [...new Map(found.map((each) => [`${each.giver.stack} ${each.output}`, each])).values()];
  });
}
