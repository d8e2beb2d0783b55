import type { AfterInstallation } from '../stand-ins/olm';
import type { StandIn } from '../stand-ins/stand-in';
import type { ControlPlane } from '../support/control-plane';
import type { Operator } from './operator';

/** Starts what is there before anything of the environment. */
export async function startWithOpenshift(plane: ControlPlane, operators: readonly Operator[]): Promise<void> {
  for (const { comesWith, start } of operators) if (comesWith.kind === 'openshift') await start(plane);
}

/** What happens when OLM installs the packages of operators. */
export const startsWithPackage = (plane: ControlPlane, operators: readonly Operator[]): AfterInstallation =>
  Object.fromEntries(
    operators.flatMap(({ comesWith, start }): readonly (readonly [string, () => Promise<void>])[] =>
      comesWith.kind === 'package' ? [[comesWith.package, () => start(plane)]] : [],
    ),
  );

/** Stands in for operators that install others: each starts when an object asks for it. */
export const startsWithObject = (plane: ControlPlane, operators: readonly Operator[]): readonly StandIn[] =>
  operators.flatMap(({ name, comesWith, start }): readonly StandIn[] => {
    if (comesWith.kind !== 'object') return [];
    const [apiVersion, kind] = comesWith.of;
    let started: Promise<void> | undefined;
    const step: StandIn['step'] = async (api) => {
      if (started === undefined && (await api.list(apiVersion, kind)).length === 0) return;
      started ??= start(plane);
      await started;
    };
    return [{ name: `${kind} of ${name}`, step }];
  });

/**
 * What still stands in once these operators run.
 *
 * @throws Error when one takes the place of nobody.
 */
export function withoutReplaced(standIns: readonly StandIn[], operators: readonly Operator[]): readonly StandIn[] {
  for (const { name, inPlaceOf } of operators)
    for (const replaced of inPlaceOf)
      if (!standIns.some((each) => each.name === replaced))
        throw new Error(
          `${name} takes the place of “${replaced}”, but these stand in: ${standIns.map((each) => each.name).join(', ')}`,
        );
  const replaced = new Set(operators.flatMap(({ inPlaceOf }) => inPlaceOf));
  return standIns.filter(({ name }) => !replaced.has(name));
}
