import { z } from 'zod';
import { parseJson } from '../parse-json';
import { resourcesOfType, type RenderedResource } from '../rendered';

/** A peer of a tunnel as its gateways read it: the parameter, and the blocks that its packets come from. */
export interface RenderedPeer {
  readonly each: RenderedResource;
  readonly allowed: readonly string[];
}

/** Returns the peers of all tunnels. */
export const tunnelPeers = (resources: readonly RenderedResource[]): readonly RenderedPeer[] =>
  resourcesOfType(resources, 'AWS::SSM::Parameter').flatMap((each) => {
    const { data } = peerSchema.safeParse(each.resource.Properties);
    return data === undefined ? [] : [{ each, allowed: data.Value.allowed }];
  });

/** The parameter of a peer; others have no JSON object with this key. */
const peerSchema = z.looseObject({
  Name: z.string().regex(/\/peers\/[^/]+$/),
  Value: z
    .string()
    .transform(parseJson)
    .pipe(z.looseObject({ allowed: z.array(z.string()) })),
});
