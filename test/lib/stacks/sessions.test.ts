import { Template } from 'aws-cdk-lib/assertions';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { SessionLog } from '../../../constructs/hosts/session-log';
import { sessionLog } from '../../../lib/platform/sessions';
import { MachinesStack } from '../../../lib/stacks/machines-stack';
import { roleOf } from '../../constructs/identity/policy-evaluation';
import { load, minimalEnvironment } from '../../support/environment-folder';
import { templateOf } from '../../support/stacks';
import { environment, machinesStackProps } from './machines-stack-props';

const { account, region } = environment;
const template = Template.fromStack(
  new MachinesStack(cloudApp({ context: cdkContext() }), 'Machines', machinesStackProps),
);
const sessions = sessionLog(environment);
const log = templateOf((stack) => {
  if (sessions !== undefined) new SessionLog(stack, 'Sessions', { ...sessions, region, account });
});
const group = `arn:aws:logs:${region}:${account}:log-group:testing-sessions`;

test('sessions are written into an encrypted log while they go on, and kept as long as the file says', () => {
  log.hasResourceProperties('AWS::SSM::Document', {
    Name: 'SSM-SessionManagerRunShell',
    DocumentType: 'Session',
    UpdateMethod: 'NewVersion',
    Content: {
      sessionType: 'Standard_Stream',
      inputs: {
        cloudWatchLogGroupName: 'testing-sessions',
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
      },
    },
  });
  const [made] = Object.values(log.findResources('AWS::Logs::LogGroup'));
  expect(made).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: { LogGroupName: 'testing-sessions', RetentionInDays: 731, KmsKeyId: expect.anything() as unknown },
  });
});

test.each([
  ['writes its sessions', 'logs:PutLogEvents', `${group}:log-stream:one`, true],
  ['looks whether the log is encrypted', 'logs:DescribeLogGroups', '*', true],
  ['writes no other log', 'logs:PutLogEvents', `${group}-of-others:log-stream:one`, false],
  ['reads none', 'logs:GetLogEvents', `${group}:log-stream:one`, false],
  ['deletes none', 'logs:DeleteLogStream', `${group}:log-stream:one`, false],
])('a machine %s', (_, action, resource, allowed) => {
  expect(roleOf(template, 'testing-host-mirror-a').allows({ action, resource })).toBe(allowed);
});

test('an environment says how long, or why not', () => {
  const of = (text: string) => sessionLog(load({ 'environment.yaml': text }).environment);
  expect(sessions).toMatchObject({ keepDays: 731 });
  expect(of(minimalEnvironment)).toBe(undefined);
  const { access } = environment;
  const none = { none: 'Production in this account records them' };
  expect(sessionLog({ ...environment, access: { ...access, sessions: none } })).toBe(undefined);
});
