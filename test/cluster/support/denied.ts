import { isDenied, requestsOf, spoken } from './audit';
import type { ControlPlane } from './control-plane';

/** What these users were refused since the cluster began, each request once, for people. */
export const deniedTo = ({ auditLog }: ControlPlane, users: readonly string[]): readonly string[] => [
  ...new Set(
    users.flatMap((user) =>
      requestsOf(auditLog, user, new Date(0))
        .filter(isDenied)
        .map((request) => `${user}: ${spoken(request)}`),
    ),
  ),
];
