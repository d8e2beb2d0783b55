import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasFacts } from '../../model/facts';
import { ProblemsError } from '../../model/problem';
import { parseBootstrapIgnition, checkAge, checkCluster } from '../../lib/operations/install/bootstrap-ignition';
import { fileProblem } from '../../model/file-problem';
import { BootstrapObject, ignitionDigest } from '../aws/bootstrap-object';
import { checkAccount } from '../aws/check-account';
import { environmentFile } from '../environment-file';
import { loadedEnvironment } from '../loaded-environment';

export interface ClusterIgnitionOptions {
  /** Folder that `cluster prepare` made. */
  readonly folder: string;
}

/** Stores the ignition file of the bootstrap machine in S3, if a cluster that starts from it now can still come up. */
export async function clusterIgnition(name: string, { folder }: ClusterIgnitionOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  if (!hasFacts(facts, ['infraId', 'machineConfigServerCa'])) {
    const remedy = `record it: npm run commons -- cluster record ${name} ${join(folder, 'metadata.json')}`;
    throw new ProblemsError([fileProblem(`environments/${name}/facts.json`, 'has no cluster', remedy)]);
  }
  if (environment.cluster.phase === 'running') {
    const reason = 'is running: no bootstrap machine would read the file';
    const remedy = `to install, write bootstrapping; a running cluster needs no ignition file`;
    throw new ProblemsError([environmentFile(name).problem(['cluster', 'phase'], reason, remedy)]);
  }

  const file = join(folder, 'bootstrap.ign');
  const text = readIgnition(name, file);
  const ignition = parseBootstrapIgnition(file, text);
  checkCluster(file, ignition, facts);
  checkAge(file, ignition, Date.now());

  await checkAccount(environment);
  const object = new BootstrapObject(environment);
  const stored = await object.stored();
  const isThere = stored?.digest === ignitionDigest(text);
  if (!isThere) await object.store(text);
  console.log(`${object.url} ${isThere ? 'holds the file already; nothing changes' : `holds the file now`}`);
  console.log(`its certificates end at ${new Date(ignition.endsFirst.validUntil).toISOString()}`);
  console.log(`next: npx cdk deploy -c environment=${name} --all`);
}

function readIgnition(name: string, file: string): string {
  if (existsSync(resolve(file))) return readFileSync(resolve(file), 'utf8');
  const remedy = `name the folder that was made by: npm run commons -- cluster prepare ${name}`;
  throw new ProblemsError([fileProblem(file, 'does not exist', remedy)]);
}
