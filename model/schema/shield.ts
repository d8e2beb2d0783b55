import { z } from 'zod';
import { shieldMonth } from '../data/shield-prices';
import { reason } from './fields';

/** What Shield Advanced can protect of an environment. The routers' balancer is made by the cluster, and has no address of ours. */
export const shieldedParts = ['nat', 'git-ssh', 'ports', 'hosts', 'single-sign-on', 'zones'] as const;

/** A part of an environment that Shield Advanced protects. */
export type ShieldedPart = (typeof shieldedParts)[number];

/** Protection by AWS Shield Advanced. */
export const shieldSchema = z
  .strictObject({
    monthlyCost: z
      .union([z.int(), z.strictObject({ paidElsewhere: reason })])
      .describe(
        `${shieldMonth}: US dollars a month that the account is bound to pay for a year at least; or { paidElsewhere: <reason> } where the organization pays already`,
      )
      .meta({ examples: [shieldMonth] }),
    protect: z
      .array(z.enum(shieldedParts))
      .min(1)
      .describe(
        'nat and the balancers git-ssh and ports by their addresses, public hosts by theirs, the balancer of single-sign-on, and public zones',
      )
      .meta({ examples: [['nat', 'zones']] }),
  })
  .optional()
  .describe(
    'AWS Shield Advanced, which the account must have subscribed to; Shield Standard, which is free, if left out',
  );
