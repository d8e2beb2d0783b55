import { z } from 'zod';
import { refusal } from './fields';

/** Name or address of a name server. */
export const nameServer = z
  .string()
  .regex(/^[a-z0-9.:-]+$/, refusal('is not a name or address of a server', 'write it like ns1.commons.example'))
  .meta({ examples: ['ns1.commons.example'] });

/** Port of a name server. */
export const nameServerPort = z.int().min(1).max(65_535).default(53).describe('port of the name server');

/** Name of a TSIG key. */
export const transactionKeyName = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,253}$/, refusal('is not the name of a key', 'write it as the name server has it'))
  .describe('name of the key')
  .meta({ examples: ['commons-platform'] });
