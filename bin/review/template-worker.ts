import { parentPort } from 'node:worker_threads';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { templateChanges } from '../../lib/review/template-changes';
import type { ChangedTemplates, ChangeWithoutSides } from './changes-in-thread';

/** What `changesInThread` runs in another thread. */
parentPort?.once('message', (environments: readonly ChangedTemplates[]) => {
  parentPort?.postMessage(environments.map(changesIn));
});

function changesIn({ files, before, after }: ChangedTemplates): readonly ChangeWithoutSides[] {
  const [old, current] = [new RenderedSnapshot('before', '', before), new RenderedSnapshot('after', '', after)];
  return templateChanges(files, old, current).map(
    ({ file, stack, logicalId, type, impact, differences, replacing }) => ({
      file,
      stack,
      logicalId,
      type,
      impact,
      differences,
      replacing,
    }),
  );
}
