import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { gitopsNamespace } from './gitops-operator';
import type { StandIn } from './stand-in';

const dataSchema = z.record(z.string(), z.string()).default({});

/** Stands in for the kubelet, which lays the keys whose signatures count into Argo CD's pod as files. */
export const standInForMountedKeys = (folder: string): StandIn => ({
  name: 'mounted keys',
  step: async (api) => {
    const map = await api.get('v1', 'ConfigMap', 'argocd-gpg-keys-cm', gitopsNamespace);
    const keys = dataSchema.parse(map?.data);
    const there = readdirSync(folder);
    for (const name of there.filter((each) => keys[each] === undefined)) rmSync(join(folder, name));
    for (const [name, text] of Object.entries(keys)) {
      const file = join(folder, name);
      if (there.includes(name) && readFileSync(file, 'utf8') === text) continue;
      // As a whole, as a kubelet does: Argo CD reads it at once. It overlooks names that begin with a dot.
      writeFileSync(`${folder}.next`, text);
      renameSync(`${folder}.next`, file);
    }
  },
});
