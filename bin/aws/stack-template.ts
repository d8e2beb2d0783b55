import { GetTemplateCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { callAws } from './call-aws';

/**
 * Text of the template of a stack, as it was sent; undefined if there is no such stack. CloudFormation has no error code for that, so
 * the message is compared.
 *
 * @throws AwsCallError when CloudFormation does not answer.
 */
export const stackTemplate = (client: CloudFormationClient, StackName: string): Promise<string | undefined> =>
  callAws('cloudformation:GetTemplate', async () => {
    try {
      const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
      return TemplateBody;
    } catch (error) {
      if (error instanceof Error && error.message.includes('does not exist')) return undefined;
      throw error;
    }
  });
