import { parentPort } from 'node:worker_threads';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { templateChanges } from '../../lib/review/template-changes';
import type { ChangedTemplates, ChangeWithoutSides } from './changes-in-thread';

/** What `changesInThread` runs in another thread. */
parentPort?.once('message', (environments: readonly ChangedTemplates[]) => {
  parentPort?.postMessage(environments.map(changesIn));
});

const changesIn = ({ before, after }: ChangedTemplates): readonly ChangeWithoutSides[] =>
  templateChanges(new RenderedSnapshot('before', '', before), new RenderedSnapshot('after', '', after)).map(
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
