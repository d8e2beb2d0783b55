import type { ControlPlane } from '../support/control-plane';
import { lostFields } from '../support/lost-fields';
import type { RenderedObject } from '../support/rendered-objects';

/** What a server and its webhooks have against objects: that one is refused, warned of, or loses a field. Nothing is kept. */
export async function objections(
  { api }: ControlPlane,
  objects: readonly RenderedObject[],
): Promise<readonly string[]> {
  const all: string[] = [];
  for (const { object, title } of objects) {
    const { status, body, warnings } = await api.apply(object, { rehearse: true });
    if (status >= 300) all.push(`${title} is refused: ${String(body.message)}`);
    else all.push(...lostFields(object.spec, body.spec).map((path) => `${title} loses ${path}`));
    all.push(...warnings.map((warning) => `${title} is warned of: ${warning}`));
  }
  return all;
}
