// Resolves the intrinsics of a template within one stack, refusing what it does not know by name.
import { LocalFault } from './local-fault.ts';
import type { Template } from './read-assembly.ts';
import type { Identity, Surroundings } from './resource-identity.ts';

export type Stack = {
  readonly name: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly surroundings: Surroundings;
  readonly identities: Map<string, Identity>;
  readonly exports: Map<string, string>;
};

export function holds(condition: string | undefined, stack: Stack): boolean {
  if (condition === undefined) return true;
  const definition = stack.template.Conditions?.[condition];
  if (definition === undefined) {
    throw unresolved(stack, `condition ${condition}`);
  }
  return resolve(definition, stack) === true;
}

export function resolve(value: unknown, stack: Stack): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, stack)).filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key !== undefined && others.length === 0 && isIntrinsic(key, value[key])) {
    return resolveIntrinsic(key, value[key], stack);
  }
  return resolveRecord(value, stack);
}

export function resolveRecord(
  record: Readonly<Record<string, unknown>>,
  stack: Stack,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .map(([key, value]) => [key, resolve(value, stack)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** `Condition` is also a word of IAM policies, there never with a plain name. */
function isIntrinsic(key: string, argument: unknown): boolean {
  if (key === 'Condition') return typeof argument === 'string';
  return key === 'Ref' || key.startsWith('Fn::');
}

function resolveIntrinsic(name: string, argument: unknown, stack: Stack): unknown {
  switch (name) {
    case 'Ref':
      return resolveReference(String(argument), stack);
    case 'Fn::GetAtt':
      return resolveAttribute(argument, stack);
    case 'Fn::Join': {
      const [separator, parts] = toList(resolve(argument, stack), name, stack);
      return toList(parts, name, stack).join(String(separator));
    }
    case 'Fn::Sub':
      return substitute(argument, stack);
    case 'Fn::Select': {
      const [index, list] = toList(resolve(argument, stack), name, stack);
      const item = toList(list, name, stack)[Number(index)];
      if (item === undefined) throw unresolved(stack, `Fn::Select ${String(index)}`);
      return item;
    }
    case 'Fn::Split': {
      const [separator, text] = toList(resolve(argument, stack), name, stack);
      return String(text).split(String(separator));
    }
    case 'Fn::ImportValue':
      return resolveImport(String(resolve(argument, stack)), stack);
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = toList(argument, name, stack);
      return resolve(holds(String(condition), stack) ? whenTrue : whenFalse, stack);
    }
    case 'Condition':
      return holds(String(argument), stack);
    case 'Fn::Equals': {
      const [left, right] = toList(resolve(argument, stack), name, stack);
      return left === right;
    }
    case 'Fn::Not':
      return toList(resolve(argument, stack), name, stack)[0] !== true;
    case 'Fn::And':
      return toList(resolve(argument, stack), name, stack).every((item) => item === true);
    case 'Fn::Or':
      return toList(resolve(argument, stack), name, stack).some((item) => item === true);
    default:
      throw new LocalFault('local.unsupported_intrinsic', { stack: stack.name, intrinsic: name });
  }
}

function resolveReference(name: string, stack: Stack): unknown {
  const { account, region, partition } = stack.surroundings;
  switch (name) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partition;
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:${partition}:cloudformation:${region}:${account}:stack/${stack.name}/local`;
    case 'AWS::NoValue':
      return undefined;
  }
  if (name in stack.parameters) {
    const value = stack.parameters[name];
    if (value === undefined) throw unresolved(stack, `parameter ${name} has no value`);
    return value;
  }
  return requireIdentity(name, stack).ref;
}

function resolveAttribute(argument: unknown, stack: Stack): string {
  const path = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  const [logicalId = '', ...rest] = path;
  const value = requireIdentity(logicalId, stack).attributes[rest.join('.')];
  if (value === undefined) throw unresolved(stack, path.join('.'));
  return value;
}

function resolveImport(name: string, stack: Stack): string {
  const value = stack.exports.get(name);
  if (value === undefined) throw unresolved(stack, `import of ${name}`);
  return value;
}

function substitute(argument: unknown, stack: Stack): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const known = isRecord(variables) ? resolveRecord(variables, stack) : {};
  return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in known) return String(known[name]);
    const value = name.includes('.')
      ? resolveAttribute(name, stack)
      : resolveReference(name, stack);
    if (value === undefined) throw unresolved(stack, String(whole));
    return String(value);
  });
}

export function requireIdentity(logicalId: string, stack: Stack): Identity {
  const identity = stack.identities.get(logicalId);
  if (identity === undefined) throw unresolved(stack, logicalId);
  return identity;
}

function toList(value: unknown, intrinsic: string, stack: Stack): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new LocalFault('local.unsupported_intrinsic', { stack: stack.name, intrinsic });
  }
  return value;
}

function unresolved(stack: Stack, reference: string): LocalFault {
  return new LocalFault('local.unresolved_reference', { stack: stack.name, reference });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
