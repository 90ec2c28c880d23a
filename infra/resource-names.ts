// Names that something outside AWS refers to, so they are chosen and not generated.

/** Of a function that signs in at Google, where its role is named; IAM takes at most 64 characters. */
export function toSigningRoleName(stage: string, programme: string, name: string): string {
  return `ssk-${stage}-${programme}-${name}`;
}

/** Begins every such name of a stage. */
export function toSigningRolePrefix(stage: string): string {
  return `ssk-${stage}-`;
}

export function toServiceStackName(stage: string, programme: string): string {
  return `so-sang-kien-${stage}-${programme}-service`;
}

export function toStatefulStackName(stage: string): string {
  return `so-sang-kien-${stage}-stateful`;
}
