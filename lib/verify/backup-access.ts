import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * AWS Backup makes copies with a role that a stack makes, and expires them with its service-linked role. If the role lacks a
 * permission, or the policy of the KMS key of the source or of the vault does not name the role, the jobs fail hours after the
 * deploy.
 * Sources: AWS's managed policy AWSBackupServiceRolePolicyForBackup, v30; AWS Backup developer guide, "Encryption for
 * backups".
 */
export const backupAccessRule: RenderedRule = {
  id: 'backup-access',
  holds: 'AWS Backup has the permissions for every step of its plans, and for every KMS key that they need',
  findings: (rendered) => [...roleFindings(rendered), ...keyFindings(rendered)],
};

const words = z.union([z.string().transform((word) => [word]), z.array(z.string())]);

const statementSchema = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.looseObject({ Service: words.optional() }).optional().catch(undefined),
  Action: words.catch([]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const policySchema = z.looseObject({ Statement: z.array(statementSchema) });

const roleSchema = z.looseObject({
  RoleName: z.string(),
  AssumeRolePolicyDocument: policySchema,
  Policies: z.array(z.looseObject({ PolicyDocument: policySchema })).default([]),
});

const keySchema = z.looseObject({ KeyPolicy: policySchema });

/** A role that AWS Backup assumes. */
interface BackupServiceRole {
  readonly resource: RenderedResource;
  readonly name: string;
  readonly allowed: readonly string[];
}

const backupRoles = ({ resources }: Rendered): readonly BackupServiceRole[] =>
  resourcesOfType(resources, 'AWS::IAM::Role').flatMap((resource) => {
    const { data } = roleSchema.safeParse(resource.resource.Properties);
    const trusted = data?.AssumeRolePolicyDocument.Statement.flatMap(({ Principal }) => Principal?.Service ?? []);
    if (data === undefined || !trusted?.includes('backup.amazonaws.com')) return [];
    const statements = data.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    return [{ resource, name: data.RoleName, allowed }];
  });

const selectionSchema = z.looseObject({
  BackupPlanId: z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  BackupSelection: z.looseObject({
    IamRoleArn: z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
    Resources: z.array(z.string()),
  }),
});

const planSchema = z.looseObject({
  BackupPlan: z.looseObject({
    BackupPlanRule: z.array(
      z.looseObject({ RecoveryPointTags: z.unknown().optional(), CopyActions: z.array(z.unknown()).default([]) }),
    ),
  }),
});

/** Actions that AWS Backup needs for each service that a selection names. */
const stepActions: Readonly<Record<string, readonly string[]>> = {
  ec2: ['ec2:CreateSnapshot', 'ec2:CreateTags', 'ec2:DeleteSnapshot', 'kms:CreateGrant', 'tag:GetResources'],
  elasticfilesystem: ['elasticfilesystem:Backup', 'elasticfilesystem:DescribeTags', 'tag:GetResources'],
};
const copySteps = ['backup:CopyFromBackupVault', 'backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'];

function roleFindings(rendered: Rendered): readonly RenderedFinding[] {
  const roles = backupRoles(rendered);
  const missing = resourcesOfType(rendered.resources, 'AWS::Backup::BackupSelection').flatMap(({ stack, resource }) => {
    const { BackupPlanId, BackupSelection } = selectionSchema.parse(resource.Properties);
    const inStack = (logicalId: string) => (each: RenderedResource) =>
      each.stack === stack && each.logicalId === logicalId;
    const role = roles.find((each) => inStack(BackupSelection.IamRoleArn['Fn::GetAtt'][0])(each.resource));
    const plan = rendered.resources.find(inStack(BackupPlanId['Fn::GetAtt'][0]));
    if (role === undefined || plan === undefined) return [];
    const rules = planSchema.parse(plan.resource.Properties).BackupPlan.BackupPlanRule;
    const services = BackupSelection.Resources.map((arn) => arn.split(':')[2] ?? '');
    const steps = [
      ...services.flatMap((service) => stepActions[service] ?? [`${service}:*`]),
      ...(rules.some(({ RecoveryPointTags }) => RecoveryPointTags !== undefined) ? ['backup:TagResource'] : []),
      ...(rules.some(({ CopyActions }) => CopyActions.length > 0) ? copySteps : []),
    ];
    return steps.filter((step) => !role.allowed.includes(step)).map((step) => ({ role, step }));
  });
  const once = new Map(missing.map((each) => [`${each.role.name} ${each.step}`, each]));
  return [...once.values()].map(({ role: { resource, name }, step }) => ({
    place: `${resource.stack} ${resource.logicalId}`,
    reason: `AWS Backup uses the role ${name}, which does not allow ${step}, and its plans need that`,
    remedy: `allow ${step} in constructs/backup/backup-role.ts`,
  }));
}

/** End of the ARN of the service-linked role that AWS Backup makes in each account. */
const ownRole = '/AWSServiceRoleForBackup';

/**
 * A KMS key that AWS Backup uses names each role that AWS Backup assumes: other statements ask for the condition
 * `kms:ViaService`.
 */
function keyFindings(rendered: Rendered): readonly RenderedFinding[] {
  const suffixes = [...backupRoles(rendered).map(({ name }) => `/${name}`), ownRole];
  return resourcesOfType(rendered.resources, 'AWS::KMS::Key').flatMap(({ stack, logicalId, resource }) => {
    const { data } = keySchema.safeParse(resource.Properties);
    const statements = data?.KeyPolicy.Statement.filter(({ Effect }) => Effect === 'Allow') ?? [];
    if (
      !statements.some(({ Condition }) => textsIn(Condition.StringLike?.['kms:ViaService']).includes(throughBackup))
    ) {
      return [];
    }
    const admitted = statements
      .filter(({ Action }) => ['kms:Decrypt', 'kms:GenerateDataKey*'].every((action) => Action.includes(action)))
      .flatMap(({ Condition }) => textsIn(Condition.ArnEquals?.['aws:PrincipalArn']));
    return suffixes
      .filter((suffix) => !admitted.some((arn) => arn.endsWith(suffix)))
      .map((suffix) => ({
        place: `${stack} ${logicalId}`,
        reason: `AWS Backup uses this key, whose policy does not name its role ${suffix.slice(1)}`,
        remedy: 'give the key the roles of AWS Backup as serviceRoleArns',
      }));
  });
}

const throughBackup = 'backup.*.amazonaws.com';

const textsIn = (value: unknown): readonly string[] => words.safeParse(value).data ?? [];
