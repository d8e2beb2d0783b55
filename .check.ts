import { loadEnvironment, environmentNames } from '/work/main/environments/load';
for (const n of environmentNames('/work/main/environments')) {
  try { const l = loadEnvironment('/work/main/environments', n); console.log(n, l.environment.tenants.length, l.warnings.map(w=>w.reason)); } catch (e) { console.log((e as Error).message); process.exitCode = 1; }
}
