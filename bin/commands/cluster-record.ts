import { dirname, join } from 'node:path';
import { recordCluster } from '../../lib/operations/install/record-cluster';
import { loadedEnvironment } from '../loaded-environment';
import { readSource } from '../read-source';
import { writeFacts } from '../write-facts';

/** Writes the infrastructure id and the other facts of an installation into the environment's `facts.json`, all or none. */
export function clusterRecord(name: string, metadataFile: string): void {
  const { environment, facts: known } = loadedEnvironment(name);
  const remedy = `name metadata.json in the folder that was made by: npm run commons -- cluster prepare ${name}`;
  const facts = recordCluster(environment, known, {
    metadata: readSource(metadataFile, remedy),
    pointer: readSource(join(dirname(metadataFile), 'master.ign'), remedy),
  });
  if (facts === known) {
    console.log(`${known.infraId ?? ''} is recorded already; nothing changes`);
    return;
  }
  const file = writeFacts(environment, { before: known, after: facts, mayReplace: [] });
  console.log(`recorded ${facts.infraId ?? ''} in ${file}`);
  for (const [zone, { imageId, instanceType }] of Object.entries(facts.controlPlane ?? {})) {
    console.log(`control-plane machine in ${zone}: ${instanceType}, ${imageId}`);
  }
  console.log(
    `next: npm start, commit, then npm run commons -- cluster ignition ${name} --folder ${dirname(metadataFile)}`,
  );
}
