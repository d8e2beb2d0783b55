import { z } from 'zod';
import type { ResourceChange } from '../changes';
import { exampleZone } from '../example-zone';
import { isFirst } from '../is-first';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { newGoals } from '../zones/new-goals';
import { zoneChanges } from '../zones/zone-changes';

/** A name that was the community's, and is answered by somebody else. */
export const handedOnNameRule: ReviewRule = {
  id: 'handed-on-name',
  finds: 'a name, its mail or its zone that leads to somebody it did not lead to before',
  class: 'lets-in',
  why: 'Whoever answers for a name gets the logins and the mail of its users, and can get certificates for it.',
  remedy:
    'Check that the new goal belongs to whom you think, at its owner and not in the change; only then change the record.',
  dangerous: {
    before: exampleZone('@ IN MX 10 mx.commons.example.'),
    after: exampleZone('@ IN MX 10 mx.elsewhere.example.'),
  },
  harmless: {
    before: exampleZone('wiki IN CNAME cdn.example.', 'pad IN CNAME cdn.example.'),
    after: exampleZone('pad IN CNAME cdn.example.', 'wiki 60 IN CNAME CDN.example.', 'new IN CNAME other.example.'),
  },
  findings: (comparison) =>
    isFirst(comparison)
      ? []
      : [
          ...comparison.resources.flatMap(forwardFindings),
          ...newGoals(comparison, zoneChanges(comparison)).map(({ host, class: danger, what, targets }) => ({
            class: danger,
            layer: 'elsewhere' as const,
            subject: `DNS name ${host}`,
            what,
            targets,
          })),
        ],
};

/** Names that Route 53 Resolver asks other name servers for than before. */
function forwardFindings(change: ResourceChange): readonly RuleFinding[] {
  if (change.type !== 'AWS::Route53Resolver::ResolverRule') return [];
  const [before, after] = [change.before, change.after].map((each) => serversIn(each?.Properties.TargetIps));
  const added = (after ?? []).filter((server) => before?.includes(server) !== true);
  if (added.length === 0) return [];
  return [
    {
      class: change.before === undefined ? 'watch' : 'lets-in',
      layer: 'aws',
      subject: `DNS names of ${String(change.after?.Properties.DomainName)}`,
      what: `are answered by ${added.join(', ')}`,
      targets: change.before === undefined ? [{ change }] : targetsAt(change, change.differences),
    },
  ];
}

const serversSchema = z.array(z.looseObject({ Ip: z.string().optional(), Ipv6: z.string().optional() })).catch([]);

const serversIn = (servers: unknown): readonly string[] =>
  serversSchema.parse(servers).map(({ Ip, Ipv6 }) => Ip ?? Ipv6 ?? '');
