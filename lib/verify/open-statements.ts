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

/** Types whose policy is about themselves: `*` means the key, or what passes the endpoint. */
const ownPolicy: ReadonlySet<string> = new Set(['AWS::KMS::Key', 'AWS::EC2::VPCEndpoint']);

/** Actions that a resource allows on everything. */
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

/** Whether a resource says why: for checkov's own rule about what may write everywhere, or else for this one. */
const saysWhy = ({ resource: { Metadata } }: RenderedResource): boolean =>
  reasonMetadata.everyResource in Metadata ||
  (checkovSchema.safeParse(Metadata.checkov).data?.skip.some(({ id }) => id === 'CKV_AWS_111') ?? false);

/** Some actions know no resource, and then the reason is one for the reviewer of what is rendered. */
export const openStatementsRule: RenderedRule = {
  id: 'open-statements',
  holds: 'no role may do something to everything without a written reason',
  findings: ({ resources }) =>
    resources.flatMap((each) => {
      const actions = saysWhy(each) ? [] : openActions(each);
      return actions.length === 0
        ? []
        : [
            {
              place: describeResource(each),
              reason: `it allows ${actions.join(', ')} on every resource`,
              remedy: `name the resources, or say in its metadata ${reasonMetadata.everyResource}`,
            },
          ];
    }),
};
