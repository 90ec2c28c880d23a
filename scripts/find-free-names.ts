// Finds the names a script uses without declaring them: the globals it needs.
import type { AnyNode, Program } from 'acorn';

type Scope = { readonly names: Set<string>; readonly isFunction: boolean; readonly outer?: Scope };

type Walk = {
  readonly uses: { readonly name: string; readonly scope: Scope }[];
  /** Names some `typeof` asks about: the code copes with their absence. */
  readonly asked: Set<string>;
};

/** @returns the free names in order of the alphabet, without those guarded by a `typeof` */
export function findFreeNames(program: Program): readonly string[] {
  const walk: Walk = { uses: [], asked: new Set() };
  visit(program, { names: new Set(), isFunction: true }, walk);
  const free = walk.uses
    .filter(({ name, scope }) => !isDeclared(name, scope) && !walk.asked.has(name))
    .map(({ name }) => name);
  return [...new Set(free)].sort();
}

function isDeclared(name: string, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    if (at.names.has(name)) return true;
  }
  return false;
}

/** Declarations are collected while walking and judged afterwards, so hoisting needs no care. */
function visit(node: AnyNode, scope: Scope, walk: Walk): void {
  switch (node.type) {
    case 'Identifier':
      walk.uses.push({ name: node.name, scope });
      return;
    case 'UnaryExpression':
      if (node.operator === 'typeof' && node.argument.type === 'Identifier') {
        walk.asked.add(node.argument.name);
      }
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      visitFunction(node, scope, walk);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (node.id) scope.names.add(node.id.name);
      break;
    case 'VariableDeclaration': {
      const home = node.kind === 'var' ? toFunctionScope(scope) : scope;
      for (const { id } of node.declarations) declare(id, home);
      break;
    }
    case 'BlockStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchStatement':
    case 'CatchClause': {
      const inner: Scope = { names: new Set(), isFunction: false, outer: scope };
      if (node.type === 'CatchClause' && node.param) declare(node.param, inner);
      visitChildren(node, inner, walk);
      return;
    }
  }
  visitChildren(node, scope, walk);
}

type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

function visitFunction(node: FunctionNode, scope: Scope, walk: Walk): void {
  const inner: Scope = { names: new Set(), isFunction: true, outer: scope };
  if (node.id) (node.type === 'FunctionDeclaration' ? scope : inner).names.add(node.id.name);
  for (const parameter of node.params) declare(parameter, inner);
  visitChildren(node, inner, walk);
}

function toFunctionScope(scope: Scope): Scope {
  let at = scope;
  while (!at.isFunction && at.outer !== undefined) at = at.outer;
  return at;
}

function declare(pattern: AnyNode, scope: Scope): void {
  switch (pattern.type) {
    case 'Identifier':
      scope.names.add(pattern.name);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        declare(property.type === 'Property' ? property.value : property.argument, scope);
      }
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) declare(element, scope);
      return;
    case 'AssignmentPattern':
      declare(pattern.left, scope);
      return;
    case 'RestElement':
      declare(pattern.argument, scope);
      return;
  }
}

/** Names of properties and labels are no uses of variables. */
function isNameOnly(node: AnyNode, key: string): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return key === 'property' && !node.computed;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'key' && !node.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return key === 'label';
    default:
      return false;
  }
}

function visitChildren(node: AnyNode, scope: Scope, walk: Walk): void {
  for (const [key, value] of Object.entries(node)) {
    if (isNameOnly(node, key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, scope, walk);
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}
