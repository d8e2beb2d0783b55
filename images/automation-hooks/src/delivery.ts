import { z } from 'zod';
import { Refusal } from './refusal';

/** Kinds of events that can start a run. */
export const eventKinds = ['issue', 'note', 'merge-request'] as const;

export type EventKind = (typeof eventKinds)[number];

/**
 * Kinds by value of the header `X-Gitlab-Event`. Source:
 * gitlab-org/gitlab:doc/user/project/integrations/webhook_events.md.
 */
const events: ReadonlyMap<string, EventKind> = new Map([
  ['Issue Hook', 'issue'],
  ['Confidential Issue Hook', 'issue'],
  ['Note Hook', 'note'],
  ['Confidential Note Hook', 'note'],
  ['Merge Request Hook', 'merge-request'],
]);

/** The kind of event that a header names; undefined for other events. */
export const eventKindOf = (header: string): EventKind | undefined => events.get(header);

/** The event and its object, only as numbers and fixed words, so that no text of the payload is passed on. */
export interface Delivery {
  readonly event: EventKind;
  readonly projectId: number;
  readonly target: 'issue' | 'merge-request';
  /** Number of the issue or merge request in its project. */
  readonly iid: number;
  /** Id of the note, if the event is about one. */
  readonly noteId?: number;
}

const id = z.int().positive();
const numbered = z.object({ iid: id }).nullish();

const payloadSchema = z.object({
  object_kind: z.string(),
  user: z.object({ username: z.string() }),
  project: z.object({ id, path_with_namespace: z.string() }),
  object_attributes: z.object({ id: id.nullish(), iid: id.nullish() }),
  issue: numbered,
  merge_request: numbered,
});

export interface Expected {
  readonly event: EventKind;
  /** Full path of the only project that the hook accepts. */
  readonly project: string;
  /** Account whose own events are ignored, so that the automation does not start itself. */
  readonly account: string;
}

/**
 * The content of a payload, or the reason why it starts nothing. Events that GitLab sends without being asked, such as
 * notes on commits, are ignored and not refused, because GitLab disables a webhook that is refused several times.
 *
 * @throws Refusal when it is not a payload of GitLab, or is from another project.
 */
export function deliveryOf(
  body: string,
  { event, project, account }: Expected,
): Delivery | { readonly ignored: string } {
  const { success, data } = payloadSchema.safeParse(parsed(body));
  if (!success) throw new Refusal(400, 'the body is no payload of a GitLab webhook for a project');
  if (data.project.path_with_namespace !== project) throw new Refusal(403, 'the project is not the one of this hook');
  if (data.user.username === account) return { ignored: 'the automation did it itself' };

  const projectId = data.project.id;
  const { id: ownId, iid } = data.object_attributes;
  if (event === 'note') {
    const noteId = ownId ?? undefined;
    if (noteId === undefined) throw new Refusal(400, 'the note has no id');
    if (data.issue?.iid !== undefined) return { event, projectId, target: 'issue', iid: data.issue.iid, noteId };
    if (data.merge_request?.iid !== undefined) {
      return { event, projectId, target: 'merge-request', iid: data.merge_request.iid, noteId };
    }
    return { ignored: 'the note is on something else than an issue or merge request' };
  }
  // Tasks, incidents and others have the same header.
  if (data.object_kind !== event.replace('-', '_')) return { ignored: 'it is about another kind of object' };
  if (iid === undefined || iid === null) throw new Refusal(400, `the ${event} has no number`);
  return { event, projectId, target: event, iid };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
