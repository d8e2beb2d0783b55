import { z } from 'zod';
import type { ObjectChange } from '../changes';
import { isManifest, type RenderedSnapshot } from '../rendered-snapshot';
import type { RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { valueAt } from '../value-at';

const portsSchema = z.array(z.looseObject({ port: z.number() })).catch([]);

/** A Service that no longer answers at a port; whoever still calls it there is looked for by the address in its settings. */
export function lostPorts(change: ObjectChange, snapshot: RenderedSnapshot): readonly RuleFinding[] {
  const { kind, namespace, name, before, after } = change;
  if (kind !== '/Service' || before === undefined || after === undefined) return [];
  const ports = (object: unknown) => portsSchema.parse(valueAt(object, ['spec', 'ports'])).map(({ port }) => port);
  const kept = ports(after);
  return ports(before)
    .filter((port) => !kept.includes(port))
    .map((port) => {
      const isCalled = callsService(snapshot, namespace, name, port);
      return {
        class: isCalled ? 'interrupts' : 'watch',
        layer: 'cluster',
        subject: objectSubject(change),
        what: `no longer answers at port ${port}${isCalled ? ', where it is still called' : ''}`,
        targets: [{ change, path: ['spec', 'ports'] }],
      };
    });
}

/** Whether an address of the Service with the port is in something that is rendered. */
function callsService(snapshot: RenderedSnapshot, namespace: string, name: string, port: number): boolean {
  const [own, place] = [name, namespace].map((each) => each.replaceAll(/[^A-Za-z0-9]/g, '\\$&'));
  const full = new RegExp(`(?<![\\w.-])${own}\\.${place}(?:\\.svc(?:\\.cluster\\.local)?)?\\.?:${port}(?!\\d)`);
  const short = new RegExp(`(?<![\\w.-])${own}:${port}(?!\\d)`);
  const isThere = new RegExp(`^ {2}namespace: ${place}$`, 'm');
  return [...snapshot.files.keys()]
    .filter(isManifest)
    .some((file) =>
      snapshot.documents(file).some(({ text }) => full.test(text) || (short.test(text) && isThere.test(text))),
    );
}
