import { blockYaml } from '../../../../model/formats/block-yaml';

/** A part of a pipeline's file, and what it is for. */
export interface PipelineSection {
  readonly comment: string;
  readonly content: object;
}

/** First line of every pipeline that `commons pipeline` writes. */
const head = `# Written by \`npm run commons -- pipeline\`, which writes it again: jobs of your own belong in another file.`;

/** Sections as one YAML file. */
export const pipelineText = (sections: readonly PipelineSection[]): string =>
  [head, ...sections.map(({ comment, content }) => `# ${comment}\n${blockYaml(content).trimEnd()}`)].join('\n\n') +
  '\n';
