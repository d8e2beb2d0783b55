import { readFileSync } from 'node:fs';
import { z } from 'zod';

const eventSchema = z.looseObject({
  verb: z.string(),
  requestURI: z.string(),
  stageTimestamp: z.string(),
  user: z.looseObject({ username: z.string() }),
  objectRef: z
    .looseObject({
      apiGroup: z.string().default(''),
      resource: z.string().default(''),
      namespace: z.string().default(''),
      name: z.string().default(''),
      subresource: z.string().default(''),
    })
    .optional(),
  responseStatus: z.looseObject({ code: z.number() }).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** A request that an API server has answered. */
export type AuditEvent = z.infer<typeof eventSchema>;

/** Requests that a user has made since a moment, in the order in which they were answered. */
export const requestsOf = (auditLog: string, user: string, since: Date): readonly AuditEvent[] =>
  eventsIn(auditLog, since, user).filter((event) => event.user.username === user);

/** How many requests each user has made since a moment. */
export function requestsByUser(auditLog: string, since: Date): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { user } of eventsIn(auditLog, since)) counts.set(user.username, (counts.get(user.username) ?? 0) + 1);
  return counts;
}

/** What a log holds since a moment, of the lines with a text. */
const eventsIn = (auditLog: string, since: Date, text = ''): readonly AuditEvent[] =>
  readFileSync(auditLog, 'utf8')
    .split('\n')
    .filter((line) => line.includes(text))
    .flatMap((line) => {
      // The last line may not be whole yet.
      try {
        return [eventSchema.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    })
    .filter((event) => new Date(event.stageTimestamp) >= since);

const writing = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Whether it has changed an object, for good. */
export const isWrite = ({ verb, requestURI, responseStatus }: AuditEvent): boolean =>
  writing.includes(verb) && !requestURI.includes('dryRun=All') && (responseStatus?.code ?? 500) < 300;

/** Whether it was refused for want of a right. */
export const isDenied = ({ annotations }: AuditEvent): boolean =>
  annotations?.['authorization.k8s.io/decision'] === 'forbid';

/** `patch apps/deployments team/web`, for people. */
export function spoken({ verb, objectRef }: AuditEvent): string {
  const { apiGroup = '', resource = '', namespace = '', name = '', subresource = '' } = objectRef ?? {};
  const kind = [apiGroup, resource, subresource].filter((part) => part !== '').join('/');
  return `${verb} ${kind} ${[namespace, name].filter((part) => part !== '').join('/')}`;
}
