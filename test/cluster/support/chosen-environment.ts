import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { deployedFacts } from '../../support/deployed-facts';
import type { DeliveryProps } from './delivery';

const environmentSchema = z.looseObject({ region: z.string() });
const factsSchema = z.looseObject({ facts: z.looseObject({ serviceAccountIssuer: z.string().optional() }) });

/**
 * The environment that a test delivers: the folder that the variable `COMMONS_CLUSTER_ENVIRONMENT` names, else `usual`.
 *
 * @throws Error when it is no folder of an environment.
 */
export function chosenEnvironment(usual: string): Pick<DeliveryProps, 'folder' | 'environment' | 'region' | 'issuer'> {
  const folder = process.env.COMMONS_CLUSTER_ENVIRONMENT ?? usual;
  const { region } = environmentSchema.parse(parse(readFileSync(join(folder, 'environment.yaml'), 'utf8')));
  const environment = basename(folder);
  const facts = join(folder, 'facts.json');
  // For one that is not deployed yet `DeliveredHome` makes up facts, with the same issuer.
  const text = existsSync(facts) ? readFileSync(facts, 'utf8') : deployedFacts(environment);
  const { serviceAccountIssuer: issuer } = factsSchema.parse(JSON.parse(text)).facts;
  return { folder, environment, region, issuer };
}
