// Reads a synthesised CDK assembly: its stacks in the order of deployment and their assets.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { describeIssues } from './describe-issues.ts';
import { LocalFault } from './local-fault.ts';

export type Template = z.infer<typeof Template>;
export type StackTemplate = {
  readonly name: string;
  readonly template: Template;
  /** Folder of each file asset by the S3 key the template names it with. */
  readonly assetFolders: ReadonlyMap<string, string>;
};

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.optional(z.record(z.string(), z.unknown())),
      dependencies: z.optional(z.array(z.string())),
    }),
  ),
});

const Resource = z.strictObject({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
  Condition: z.optional(z.string()),
  DependsOn: z.optional(z.union([z.string(), z.array(z.string())])),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Metadata: z.optional(z.unknown()),
});

const Template = z.strictObject({
  AWSTemplateFormatVersion: z.optional(z.string()),
  Description: z.optional(z.string()),
  Metadata: z.optional(z.unknown()),
  // Only asserts that the account was bootstrapped for the CDK.
  Rules: z.optional(z.unknown()),
  Parameters: z.optional(
    z.record(z.string(), z.object({ Type: z.string(), Default: z.optional(z.unknown()) })),
  ),
  Conditions: z.optional(z.record(z.string(), z.unknown())),
  Resources: z.record(z.string(), Resource),
  Outputs: z.optional(
    z.record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Condition: z.optional(z.string()),
        Export: z.optional(z.object({ Name: z.unknown() })),
      }),
    ),
  ),
});

const AssetManifest = z.object({
  files: z.optional(
    z.record(
      z.string(),
      z.object({
        source: z.object({ path: z.string(), packaging: z.string() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    ),
  ),
});

/** @throws LocalFault when the folder holds no assembly or a template has an unknown section */
export function readAssembly(assemblyDir: string): readonly StackTemplate[] {
  const manifestFile = join(assemblyDir, 'manifest.json');
  if (!existsSync(manifestFile))
    throw new LocalFault('local.assembly_missing', { path: manifestFile });
  const { artifacts } = Manifest.parse(readJson(manifestFile));
  const assetFolders = new Map<string, string>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== 'cdk:asset-manifest') continue;
    addAssets(assemblyDir, String(properties?.file), assetFolders);
  }
  return sortByDependency(artifacts).map((name) => ({
    name,
    template: readTemplate(assemblyDir, {
      stack: name,
      file: String(artifacts[name]?.properties?.templateFile),
    }),
    assetFolders,
  }));
}

function readTemplate(
  assemblyDir: string,
  { stack, file }: { readonly stack: string; readonly file: string },
): Template {
  const parsed = z.safeParse(Template, readJson(join(assemblyDir, file)));
  if (parsed.success) return parsed.data;
  const section = describeIssues(file, parsed.error);
  throw new LocalFault('local.unsupported_template', { stack, section });
}

function addAssets(assemblyDir: string, file: string, folders: Map<string, string>): void {
  const manifest = AssetManifest.parse(readJson(join(assemblyDir, file)));
  for (const { source, destinations } of Object.values(manifest.files ?? {})) {
    for (const { objectKey } of Object.values(destinations)) {
      folders.set(objectKey, join(assemblyDir, source.path));
    }
  }
}

function sortByDependency(artifacts: z.infer<typeof Manifest>['artifacts']): readonly string[] {
  const sorted: string[] = [];
  const visited = new Set<string>();
  const visit = (name: string): void => {
    if (visited.has(name)) return;
    visited.add(name);
    const artifact = artifacts[name];
    for (const dependency of artifact?.dependencies ?? []) visit(dependency);
    if (artifact?.type === 'aws:cloudformation:stack') sorted.push(name);
  };
  for (const name of Object.keys(artifacts)) visit(name);
  return sorted;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
