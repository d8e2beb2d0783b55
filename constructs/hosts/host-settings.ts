import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { settingParts } from './setting-parts';

export interface HostSettingsProps {
  /** First part of the names of the parameters, without a slash at its end. */
  readonly path: string;
  /** Text of files by their paths; an id that AWS makes up may be in a short one. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Files of a host that it takes from AWS by itself every few minutes, so that a change needs no new machine. Each is a parameter of
 * Systems Manager, or several where it is too long for one, under its path.
 */
export class HostSettings extends Construct {
  constructor(scope: Construct, id: string, { path, files }: HostSettingsProps) {
    super(scope, id);
    for (const [file, text] of Object.entries(files)) {
      for (const { name, value } of settingParts(file, text)) {
        new CfnParameter(this, name, { name: `${path}${name}`, type: 'String', value });
      }
    }
  }
}
