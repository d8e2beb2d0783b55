import { pathText, type Difference, type DifferenceStep } from '../difference';
import { isOn as isSwitchedOn } from '../is-on';
import { isSmaller } from '../is-smaller';
import type { ReviewClass } from '../review-finding';

/** What the change of a field does, as far as its name tells. */
export interface FieldChange {
  readonly class: ReviewClass;
  readonly what: string;
}

/** A field by its name, which says the same in the settings of every program. */
interface FieldWord {
  /** Kind and path of the field, like `policy/PodDisruptionBudget spec.maxUnavailable`. */
  readonly field: RegExp;
  readonly class: ReviewClass;
  /** What the change does; undefined if it is for the better, or of no account. */
  readonly what: (difference: Difference, name: string) => string | undefined;
}

/** Names by which a switch protects nothing, but takes a protection away. `DisableApiTermination` of EC2 protects. */
const reversed = /insecure|skip|anonymous|without|disable(?!Api)/i;

/** Whether a switch is on, which some fields say in a word. */
const isOn = (value: unknown): boolean => isSwitchedOn(value) || value === 'Enabled' || value === 'ENABLED';

/** Says something if a switch takes away what its name promises: most do when they are off, and those of `reversed` when they are on. */
const takesAway =
  (what: string): FieldWord['what'] =>
  ({ before, after }, name) => {
    const [was, is] = reversed.test(name) ? [isOn(after), isOn(before)] : [isOn(before), isOn(after)];
    return was && !is ? `${what}: ${name} is ${isOn(after) ? 'on' : 'off'}` : undefined;
  };

/** Says something if a switch is on that was not. */
const switchedOn =
  (what: string): FieldWord['what'] =>
  ({ before, after }, name) =>
    isOn(after) && !isOn(before) ? `${what}: ${name} is on` : undefined;

/** Field names, the most telling first: what one says ends the search. */
const fieldWords: readonly FieldWord[] = [
  {
    field: /securityContext\b.*\.(privileged|allowPrivilegeEscalation)$|\.host(Network|PID|IPC)$/i,
    class: 'weakens',
    what: switchedOn('gives its pods more rights on their machine'),
  },
  {
    field: /securityContext\b.*\.(runAsNonRoot|readOnlyRootFilesystem)$/i,
    class: 'weakens',
    what: takesAway('gives its pods more rights on their machine'),
  },
  {
    field: /securityContext$/i,
    class: 'weakens',
    what: ({ after }, name) => (after === undefined ? `has no ${name} any more` : undefined),
  },
  {
    field: /^AWS::S3::Bucket .*\.LifecycleConfiguration\b/,
    class: 'watch',
    what: ({ after }, name) =>
      after === undefined
        ? `deletes or moves nothing more by ${name}, which is gone: objects stay, and cost`
        : undefined,
  },
  {
    field:
      /(encrypt|tls|ssl|https|auth|password|verif|insecure|anonymous|access_?control|protect|secure|checksum|signature|audit|DisableApi)[^.\]]*(\.enabled)?$/i,
    class: 'weakens',
    what: takesAway('protects less'),
  },
  {
    field: /(backup|snapshot|recovery)[^.\]]*(\.\w+)?(\.enabled)?$/i,
    class: 'weakens',
    what: takesAway('keeps less to restore from'),
  },
  {
    field: /(monitor|metrics|alert|logging)[^.\]]*(\.enabled|\.install)?$/i,
    class: 'weakens',
    what: takesAway('is watched less'),
  },
  {
    field: /[. ](enabled?|install|EnableDns\w+|HealthCheckEnabled|IPV6Enabled)$/,
    class: 'interrupts',
    what: takesAway('has one part less'),
  },
  {
    field: /\.privateKey\.size$/,
    class: 'weakens',
    what: ({ before, after }) =>
      Number(after) < Number(before) ? `has a key of ${String(after)} bits in place of ${String(before)}` : undefined,
  },
  {
    field: /\.(replicas|instances|size|NumCacheClusters|minReplicas|replication\.factor)$/,
    class: 'interrupts',
    what: ({ before, after }, name) => {
      if (typeof before !== 'number' || typeof after !== 'number' || after >= before || after > 1) return undefined;
      return after === 0
        ? `has none any more: ${name} is 0 in place of ${before}`
        : `has one left, and nothing to take its place: ${name} is 1 in place of ${before}`;
    },
  },
  {
    field: /PodDisruptionBudget\b.*\.maxUnavailable$/i,
    class: 'interrupts',
    what: ({ before, after }) =>
      isNone(after) && !isNone(before) ? 'lets no pod be stopped, so that its machines cannot be drained' : undefined,
  },
  {
    field: /\.(memory|maxmemory)$|\.max_?connections$|max_client_conn$|pool_?(max)?_?size$/i,
    class: 'watch',
    what: ({ before, after }, name) =>
      isSmaller(after, before) ? `has less room: ${name} is ${String(after)} in place of ${String(before)}` : undefined,
  },
];

const isNone = (value: unknown): boolean => value === 0 || value === '0' || value === '0%';

/**
 * Says what the change of a field does by the name of the field; undefined if the name tells nothing. Of a part with several fields
 * that is gone, the first that tells something speaks.
 *
 * @param kind kind of the object or type of the resource
 */
export function fieldChange(kind: string, difference: Difference): FieldChange | undefined {
  if (!isTelling(difference)) return undefined;
  const name = fieldName(difference.path);
  const field = `${kind} ${pathText(difference.path)}`;
  for (const word of fieldWords) {
    const what = word.field.test(field) ? word.what(difference, name) : undefined;
    if (what !== undefined) return { class: word.class, what };
  }
  const { path, before, after } = difference;
  if (after !== undefined || typeof before !== 'object' || before === null) return undefined;
  for (const [key, value] of Object.entries(before)) {
    const inside = fieldChange(kind, { path: [...path, key], before: value, after: undefined });
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** Whether a field becomes less or is switched: of another text and of a greater number its name tells nothing. */
const isTelling = ({ before, after }: Difference): boolean =>
  typeof before !== typeof after ||
  isOn(before) !== isOn(after) ||
  Number.parseFloat(String(after)) < Number.parseFloat(String(before)) ||
  isSmaller(after, before);

/** Steps that the paths of all fields begin with, and that tell nothing. */
const common: ReadonlySet<unknown> = new Set(['spec', 'Properties']);

/** A field as people find it in an object or a resource. */
export const fieldName = (path: readonly DifferenceStep[]): string =>
  pathText(path.length > 1 && common.has(path[0]) ? path.slice(1) : path);
