import { z } from 'zod';
import { refusal } from './fields';

/** Id of an image (AMI) that EC2 starts machines from. */
export const machineImage = z
  .string()
  .regex(
    /^ami-[0-9a-f]{17}$/,
    refusal('is not the id of a machine image', 'write it like ami-0123456789abcdef0, of the environment’s region'),
  )
  .meta({ examples: ['ami-0123456789abcdef0'] });
