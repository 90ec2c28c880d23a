// «Deploys» templates: resolves every intrinsic, so that resources hold nothing but plain values.
import { LocalFault } from './local-fault.ts';
import type { StackTemplate, Template } from './read-assembly.ts';
import {
  holds,
  isRecord,
  requireIdentity,
  resolve,
  resolveRecord,
  type Stack,
} from './resolve-intrinsics.ts';
import {
  type Identity,
  identifyResource,
  nameProperties,
  type Surroundings,
} from './resource-identity.ts';

export type DeployedResource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
  readonly arn: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
};

/**
 * @param parameters values by parameter name; a stack takes those it declares
 * @throws LocalFault naming an unknown resource type, intrinsic, reference or parameter
 */
export function deployTemplates(
  stacks: readonly StackTemplate[],
  parameters: Readonly<Record<string, string>>,
  surroundings: Surroundings,
): readonly DeployedResource[] {
  refuseUnknownParameters(stacks, parameters);
  const exports = new Map<string, string>();
  return stacks.flatMap(({ name, template }) => {
    const identities = new Map<string, Identity>();
    const stack: Stack = {
      name,
      template,
      parameters: readParameters(template, parameters),
      surroundings,
      identities,
      exports,
    };
    const resources = deployStack(stack);
    for (const { Value, Export, Condition } of Object.values(template.Outputs ?? {})) {
      if (Export === undefined || !holds(Condition, stack)) continue;
      exports.set(String(resolve(Export.Name, stack)), String(resolve(Value, stack)));
    }
    return resources;
  });
}

function deployStack(stack: Stack): readonly DeployedResource[] {
  const present = Object.entries(stack.template.Resources).filter(([, resource]) =>
    holds(resource.Condition, stack),
  );
  for (const [logicalId, { Type, Properties }] of present) {
    const nameProperty = nameProperties[Type];
    const explicitName =
      nameProperty === undefined ? undefined : resolve(Properties?.[nameProperty], stack);
    const identity = identifyResource(
      Type,
      { ...stack.surroundings, stack: stack.name, logicalId },
      explicitName === undefined ? undefined : String(explicitName),
    );
    if (identity === undefined) {
      throw new LocalFault('local.unsupported_resource', {
        resource: `${stack.name}/${logicalId}`,
        type: Type,
      });
    }
    stack.identities.set(logicalId, identity);
  }
  return present.map(([logicalId, { Type, Properties, DependsOn }]) => {
    const identity = requireIdentity(logicalId, stack);
    for (const dependency of [DependsOn ?? []].flat()) requireIdentity(dependency, stack);
    return {
      stack: stack.name,
      logicalId,
      type: Type,
      ref: identity.ref,
      arn: identity.attributes.Arn,
      properties: isRecord(Properties) ? resolveRecord(Properties, stack) : {},
    };
  });
}

function refuseUnknownParameters(
  stacks: readonly StackTemplate[],
  parameters: Readonly<Record<string, string>>,
): void {
  const known = new Set(stacks.flatMap(({ template }) => Object.keys(template.Parameters ?? {})));
  const unknown = Object.keys(parameters).find((name) => !known.has(name));
  if (unknown !== undefined) throw new LocalFault('local.parameter_unknown', { name: unknown });
}

function readParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [
      name,
      given[name] ?? Default,
    ]),
  );
}
