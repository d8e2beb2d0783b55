import { z } from 'zod';
import { reasonMetadata } from '../../constructs/reason-metadata';
import type { RenderedResource } from '../rendered';
import { walkValues } from './walk-values';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const statementSchema = z.looseObject({
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]).optional(),
  Resource: z.unknown().optional(),
  NotResource: z.unknown().optional(),
});

/** Types with resource policies, in which `*` means the key itself, or requests through the endpoint. */
const ownPolicy: ReadonlySet<string> = new Set(['AWS::KMS::Key', 'AWS::EC2::VPCEndpoint']);

/** Actions that the policies of a resource allow on all resources. */
const openActions = ({ resource }: RenderedResource): readonly string[] =>
  ownPolicy.has(resource.Type)
    ? []
    : [...walkValues(resource.Properties)].flatMap(([, value]) => {
        const { data } = statementSchema.safeParse(value);
        if (data === undefined) return [];
        const isOpen = data.NotResource !== undefined || [data.Resource].flat().includes('*');
        return isOpen ? [data.Action ?? 'all but some'].flat() : [];
      });

const checkovSchema = z.looseObject({ skip: z.array(z.looseObject({ id: z.string(), comment: z.string().min(1) })) });

/**
 * Whether the metadata of a resource gives a reason, for checkov's rule about write access to all resources or for this
 * rule.
 */
const saysWhy = ({ resource: { Metadata } }: RenderedResource): boolean =>
  reasonMetadata.everyResource in Metadata ||
  (checkovSchema.safeParse(Metadata.checkov).data?.skip.some(({ id }) => id === 'CKV_AWS_111') ?? false);

/** Statements that allow actions on all resources have a reason: some actions support no resource, and a reviewer must see why. */
export const openStatementsRule: RenderedRule = {
  id: 'open-statements',
  holds: 'no role may act on every resource without a written reason',
  findings: ({ resources }) =>
    resources.flatMap((each) => {
      const actions = saysWhy(each) ? [] : openActions(each);
      return actions.length === 0
        ? []
        : [
            {
              place: describeResource(each),
              reason: `it allows ${actions.join(', ')} on every resource`,
              remedy: `name the resources, or give a reason in its metadata ${reasonMetadata.everyResource}`,
            },
          ];
    }),
};
