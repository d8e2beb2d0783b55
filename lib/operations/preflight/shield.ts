import { protectionsPerType } from '../../../model/data/shield-prices';
import { failed, orPassed, passed, type PreflightCheck } from './check';

/** Whether Shield Advanced would take the protections: the account is subscribed, and has room for them. */
export const shieldCheck: PreflightCheck = {
  name: 'Shield Advanced',
  findings: async ({ environment, cloud }) => {
    const { shield } = environment.edge;
    if (shield === undefined) return [passed('edge.shield asks for none')];
    const found = await cloud.shield();
    if (found === 'not subscribed') {
      return [
        failed(
          'the account has no subscription to Shield Advanced, so each protection would fail',
          'subscribe first, as docs/runbook.md says under "Subscribe to Shield Advanced"; or take edge.shield out',
        ),
      ];
    }
    const counts = new Map<string, number>();
    for (const arn of found) {
      const type = arn.split(':')[2] ?? '';
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    const full = [...counts].filter(([, count]) => count >= protectionsPerType);
    return orPassed(
      full.map(([type, count]) =>
        failed(
          `Shield Advanced protects ${count} resources of ${type}, and ${protectionsPerType} at most`,
          'remove protections of resources that are gone: aws shield list-protections --region us-east-1',
        ),
      ),
      `the account is subscribed, and has ${found.length} protections`,
    );
  },
};
