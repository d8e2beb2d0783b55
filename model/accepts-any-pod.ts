/** Whether no taint of machines keeps pods away: one that is only preferred does not. */
export const acceptsAnyPod = ({ taints }: { readonly taints: readonly { readonly effect: string }[] }): boolean =>
  taints.every(({ effect }) => effect === 'PreferNoSchedule');
