/** What a change set does to one resource. */
export interface ResourcePlan {
  readonly action: string;
  readonly logicalId: string;
  readonly type: string;
  /** `True`, `False` or `Conditional`, as CloudFormation says it; undefined where it says nothing. */
  readonly replacement: string | undefined;
}

/** A change set of a stack. */
export interface ChangeSet {
  readonly stack: string;
  /** Whether it can be executed; `empty` if there is nothing to do. */
  readonly state: 'executable' | 'empty' | { readonly failed: string };
  readonly resources: readonly ResourcePlan[];
}

const replacing: Readonly<Record<string, string>> = { True: ', REPLACED', Conditional: ', may be replaced' };

/** Change sets as text, in the order in which they are executed. */
export const changeSetLines = (sets: readonly ChangeSet[]): readonly string[] =>
  sets.flatMap(({ stack, state, resources }) => {
    if (state === 'empty') return [`${stack}: no changes`];
    if (state !== 'executable') return [`${stack}: ${state.failed}`];
    if (resources.length === 0) return [`${stack}: no resource, only outputs, tags or parameters`];
    return [
      `${stack}: ${resources.length} resources`,
      ...resources.map(
        ({ action, logicalId, type, replacement = '' }) =>
          `    ${action.toLowerCase()} ${logicalId} (${type})${replacing[replacement] ?? ''}`,
      ),
    ];
  });
