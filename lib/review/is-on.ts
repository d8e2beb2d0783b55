/** Whether a switch of a template or manifest is on: both write it as a text, too. */
export const isOn = (value: unknown): boolean => value === true || value === 'true';
