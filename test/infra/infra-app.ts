// The CDK app over tiny functions, as a test wants it configured.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll } from 'vitest';
import { addStacks, type Stacks } from '../../infra/add-stacks.ts';

export type InfraApps = {
  /** Of this file's tests; removed when they are done. */
  folder: string;
  create(context: Readonly<Record<string, string>>): App;
  /** @returns the folder of programmes */
  writeProgramme(code: string, content: unknown): string;
};

/** Registers hooks: to be called once, outside of any test. */
export function useInfraApps(): InfraApps {
  const apps: InfraApps = {
    folder: '',
    create(context) {
      const configured: { readonly context: Record<string, unknown> } = JSON.parse(
        readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'),
      );
      return new App({
        context: { ...configured.context, 'lambdas-dir': apps.folder, ...context },
        analyticsReporting: false,
      });
    },
    writeProgramme(code, content) {
      const folder = join(apps.folder, 'programmes');
      mkdirSync(join(folder, code), { recursive: true });
      writeFileSync(join(folder, code, 'programme.json'), JSON.stringify(content));
      return folder;
    },
  };
  beforeAll(() => {
    apps.folder = mkdtempSync(join(tmpdir(), 'so-sang-kien-lambdas-'));
    for (const name of listFunctions()) {
      mkdirSync(join(apps.folder, name));
      writeFileSync(join(apps.folder, name, 'index.mjs'), `export const handler = '${name}';`);
    }
  });
  afterAll(() => rmSync(apps.folder, { recursive: true, force: true }));
  return apps;
}

/** As the stacks look for them; one that has no code yet is of no use to them. */
function listFunctions(): readonly string[] {
  return ['ingest', 'summarize', 'report', 'digest', 'sweep'];
}

export type Templates = { readonly stateful: Template; readonly service: Template };

/** Of the first programme. */
export function toTemplates({ stateful, services: [service] }: Stacks): Templates {
  return { stateful: Template.fromStack(stateful), service: Template.fromStack(service) };
}

/** The one resource of its type. */
export function only(template: Template, type: string): Record<string, unknown> {
  const [found, ...others] = Object.values(template.findResources(type));
  if (found === undefined || others.length > 0) throw new Error(`not exactly one ${type}`);
  return found;
}

export type Acknowledgement = {
  readonly path: string;
  readonly finding: string;
  readonly reason: string;
};

/** What is explained, and on which construct. */
export function listAcknowledgements(app: App): readonly Acknowledgement[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data).map(([finding, reason]) => ({
          path: node.path,
          finding: finding.replace(/^annotation::/i, ''),
          reason: String(reason),
        })),
      ),
  );
}

export type Synthesised = { readonly app: App; readonly stacks: Stacks };

/** A stage as it is deployed; must not be changed. Once for each file: it takes seconds. */
export function createSynthesis(apps: InfraApps): (stage: string) => Synthesised {
  const known = new Map<string, Synthesised>();
  return (stage) => {
    const done = known.get(stage) ?? synthesise(apps.create({ stage }));
    known.set(stage, done);
    return done;
  };
}

function synthesise(app: App): Synthesised {
  const stacks = addStacks(app);
  app.synth();
  return { app, stacks };
}
