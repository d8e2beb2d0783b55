import { isWithin, withoutDot } from '../../../model/domain-names';
import { groupBy } from '../../group-by';
import { targetHost } from '../../parse-zone';
import type { Comparison } from '../comparison';
import type { ReviewClass } from '../review-finding';
import type { ReviewTarget } from '../review-rule';
import { textAt } from '../value-at';
import { leadingTypes, leadingValues, parentName } from './leading-values';
import type { RecordChange, ZoneChanges } from './zone-changes';
import { recordValues } from './zone-records';

/** A name that leads to somebody it did not lead to before. */
export interface NewGoal {
  readonly host: string;
  readonly class: ReviewClass;
  readonly what: string;
  readonly targets: readonly ReviewTarget[];
}

/** Names that were there before and lead elsewhere now. A goal that is the community's, or that others of its names had, is watched. */
export function newGoals(comparison: Comparison, changes: ZoneChanges): readonly NewGoal[] {
  const { records } = changes;
  const leading = groupBy(
    records.filter(({ type }) => leadingTypes.includes(type)),
    ({ host }) => host,
  );
  return [
    ...records.flatMap((change) => {
      const [danger, what] = goalFor(change, comparison, changes) ?? [];
      return danger === undefined || what === undefined
        ? []
        : [{ host: change.host, class: danger, what, targets: change.targets }];
    }),
    ...[...leading].flatMap(([host, own]) => {
      const [danger, what] = leadsTo(host, changes) ?? [];
      return danger === undefined || what === undefined
        ? []
        : [{ host, class: danger, what, targets: own.flatMap(({ targets }) => targets) }];
    }),
  ];
}

type Judged = readonly [ReviewClass, string] | undefined;

/** Delegations, mail hosts and services. */
function goalFor(change: RecordChange, comparison: Comparison, changes: ZoneChanges): Judged {
  const { host, type, before, after, gone, come } = change;
  if (come.length === 0 || changes.before.waiting.has(`${host} ${type}`)) return undefined;
  const words = (values: readonly string[]) => [...new Set(values)].sort().join(', ');
  switch (type) {
    case 'NS': {
      const servers = words(come.map(withoutDot));
      if (before.length > 0)
        return [
          'lets-in',
          `is delegated to ${servers}${gone.length > 0 ? ` in place of ${words(gone.map(withoutDot))}` : ' as well'}`,
        ];
      return hasHostedZone(host, comparison)
        ? ['watch', 'is delegated to a zone of this environment']
        : ['lets-in', `is newly delegated to ${servers}, with all names below it`];
    }
    case 'DS':
      if (before.length === 0) return undefined;
      return gone.length === 0
        ? ['watch', 'may be signed by another key as well']
        : [
            'lets-in',
            'is signed by another key: without that key its names are not found, and its owner answers for them',
          ];
    case 'MX':
    case 'SRV': {
      const goals = (values: readonly string[]) => values.map(targetHost).filter((goal) => goal !== '');
      const fresh = goals(after).filter((goal) => !goals(before).includes(goal));
      if (fresh.length === 0)
        return before.length > 0 && goals(after).length > 0 ? ['watch', 'asks its hosts in another order'] : undefined;
      // A new name takes nothing from anybody.
      if (before.length === 0 && !changes.before.values.has(host)) return undefined;
      const isKnown = fresh.every((goal) => isOwn(goal, changes) || isUsed(goal, changes));
      const what = type === 'MX' ? 'has its mail sent' : 'leads its clients';
      const lost = words(goals(before).filter((goal) => !goals(after).includes(goal)));
      const added = before.length > 0 ? ' as well' : '';
      const place = lost === '' ? added : ` in place of ${lost}`;
      return [isKnown ? 'watch' : 'lets-in', `${what} to ${words(fresh)}${place}`];
    }
    case 'TXT':
      return host.startsWith('_acme-challenge.') && changes.before.values.has(parentName(host))
        ? ['lets-in', `proves to authorities that somebody may have a certificate for ${parentName(host)}`]
        : undefined;
    default:
      return undefined;
  }
}

/** Addresses and aliases of a name, judged together: an alias may take the place of addresses. */
function leadsTo(host: string, changes: ZoneChanges): Judged {
  const [before, after] = [leadingValues(changes.before, host), leadingValues(changes.after, host)];
  const fresh = after.filter((goal) => !before.includes(goal));
  if (fresh.length === 0) return undefined;
  const goals = [...new Set(fresh)].sort().join(', ');
  if (before.length === 0) return judgeWellKnown(host) ?? proofFor(host, fresh, changes);
  const isKnown = fresh.every(
    (goal) => isOwn(goal, changes) || isUsed(goal, changes) || before.some((each) => isSameBalancer(each, goal)),
  );
  const gone = before.filter((goal) => !after.includes(goal)).sort();
  const place = gone.length === 0 ? ' as well' : ` in place of ${gone.join(', ')}`;
  return [isKnown ? 'watch' : 'lets-in', `leads to ${goals}${place}`];
}

/**
 * What a new name does that programs ask without anybody having told them. Sources: draft-koch-openpgp-webkey-service, section 3.1; RFC 8461,
 * section 3.3; the references of Thunderbird's and Exchange's set-up of accounts; draft-ietf-wrec-wpad, section 4.4.
 */
function judgeWellKnown(host: string): Judged {
  const [label = '', ...parts] = host.split('.');
  const domain = parts.join('.');
  switch (label) {
    case 'openpgpkey':
      return ['lets-in', `hands out OpenPGP keys for all addresses of ${domain}`];
    case 'autoconfig':
    case 'autodiscover':
      return ['lets-in', `tells mail programs where to send passwords for addresses of ${domain}`];
    case 'mta-sts':
      return ['lets-in', `tells other servers where mail for ${domain} goes`];
    case 'wpad':
      return ['lets-in', 'gives browsers a proxy for what they load'];
    default:
      return undefined;
  }
}

/** A new name takes nothing from anybody, unless it proves to an authority whose another name is. */
function proofFor(host: string, goals: readonly string[], changes: ZoneChanges): Judged {
  const parent = parentName(host);
  const isWaiting = leadingTypes.some((type) => changes.before.waiting.has(`${host} ${type}`));
  if (isWaiting || leadingValues(changes.before, parent).length === 0) return undefined;
  if (host.startsWith('_acme-challenge.') && !goals.every((goal) => isOwn(goal, changes)))
    return ['lets-in', `lets whoever has ${goals.join(', ')} get certificates for ${parent}`];
  return goals.some((goal) => goal.endsWith('.acm-validations.aws'))
    ? ['watch', `lets the account that asked AWS for it have a certificate for ${parent}`]
    : undefined;
}

/**
 * Whether a goal is the community's: a name that it had before, that is in a zone which was delegated before, or that leads to such a
 * goal itself.
 */
function isOwn(goal: string, changes: ZoneChanges, asked: readonly string[] = []): boolean {
  const { before, after } = changes;
  if (asked.includes(goal) || !after.domains.some((domain) => domain !== '' && isWithin(goal, domain))) return false;
  const zones = [...after.values].filter(([host, types]) => types.has('NS') && isWithin(goal, host));
  if (zones.some(([host]) => recordValues(before, host, 'NS').length === 0)) return false;
  if (zones.length > 0 || before.values.has(goal)) return true;
  const goals = leadingValues(after, goal);
  return goals.length > 0 && goals.every((each) => isUsed(each, changes) || isOwn(each, changes, [...asked, goal]));
}

/** Whether names of the community led to a goal before. */
const isUsed = (goal: string, { before }: ZoneChanges): boolean =>
  [...before.values.values()].some((types) =>
    [...leadingTypes, 'MX', 'SRV'].some((type) => (types.get(type) ?? []).some((value) => targetHost(value) === goal)),
  );

/** Whether two names are those of load balancers with one name: AWS adds another number to it when it is made anew. */
function isSameBalancer(one: string, other: string): boolean {
  const [name, again] = [one, other].map(
    (each) => /^(.+)-[0-9a-f]{8,}\.(?=.*\belb\b.*\.amazonaws\.com$)/.exec(each)?.[1],
  );
  return name !== undefined && name === again;
}

/** Whether a stack of the environment has the zone of a name. */
const hasHostedZone = (host: string, { after }: Comparison): boolean =>
  after.resources.some(
    ({ resource: { Type, Properties } }) =>
      Type === 'AWS::Route53::HostedZone' && withoutDot(textAt(Properties, ['Name']) ?? '').toLowerCase() === host,
  );
