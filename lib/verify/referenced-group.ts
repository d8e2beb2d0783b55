import { z } from 'zod';
import { resourcesOfType, type RenderedResource } from '../rendered';

const ownSchema = z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

const farSchema = z.looseObject({
  'Fn::GetStackOutput': z.looseObject({ StackName: z.string(), OutputName: z.string() }),
});

/**
 * The security group that a value in a template of `stack` refers to, one of the same stack or of another, which CDK exports by an output
 * with the name of the resource; undefined for what no stack makes.
 */
export function referencedGroup(
  stack: string,
  reference: unknown,
  resources: readonly RenderedResource[],
): RenderedResource | undefined {
  const groups = resourcesOfType(resources, 'AWS::EC2::SecurityGroup');
  const own = ownSchema.safeParse(reference).data?.['Fn::GetAtt'][0];
  if (own !== undefined) return groups.find((each) => each.stack === stack && each.logicalId === own);
  const far = farSchema.safeParse(reference).data?.['Fn::GetStackOutput'];
  return groups.find((each) => each.stack === far?.StackName && far.OutputName.includes(`FnGetAtt${each.logicalId}`));
}
