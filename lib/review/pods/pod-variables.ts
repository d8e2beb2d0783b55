import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import { podSpec } from './pod-spec';

const podsSchema = z.looseObject({
  containers: z.array(
    z.looseObject({ env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]) }),
  ),
});

/** Values of the variables of an object's pods, by name; undefined for what has no pods. */
export function podVariables(object: RenderedObject): Readonly<Record<string, string>> | undefined {
  const pods = podsSchema.safeParse(podSpec(object)).data;
  return (
    pods &&
    Object.fromEntries(
      pods.containers.flatMap(({ env }) =>
        env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
      ),
    )
  );
}
