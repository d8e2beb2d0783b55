import type { Template } from './rendered-output';

/** `CfnInclude` refuses this function, which is younger than it. */
const unknownFunction = 'Fn::GetStackOutput';

/** A template that `CfnInclude` takes: what it does not know is a text in it. */
export const toIncluded = (template: Template): unknown =>
  mapped(template, (value) =>
    typeof value === 'object' && value !== null && unknownFunction in value
      ? `${unknownFunction} ${JSON.stringify(value)}`
      : undefined,
  );

/** What a template says, with what was a text for `CfnInclude`; the order in `DependsOn`, which means nothing, is that of the alphabet. */
export const fromIncluded = (template: Template): unknown => ({
  ...restored(template),
  Resources: Object.fromEntries(
    Object.entries(template.Resources).map(([id, { DependsOn, ...resource }]) => [
      id,
      { ...restored(resource), DependsOn: Array.isArray(DependsOn) ? DependsOn.toSorted() : DependsOn },
    ]),
  ),
});

function restored(value: object): object {
  const all = mapped(value, (each): unknown =>
    typeof each === 'string' && each.startsWith(`${unknownFunction} `)
      ? JSON.parse(each.slice(unknownFunction.length + 1))
      : undefined,
  );
  return typeof all === 'object' && all !== null ? all : {};
}

/** A value in which `change` has taken the place of the parts for which it returns something. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((each) => mapped(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, change)]));
}
