import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { ConfigMap, Service } from 'kubernetes-types/core/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { parse, parseAllDocuments } from 'yaml';
import { CONFIG_VARIABLES, loadConfig } from '../../src/config.js';
import { startFacade } from '../helpers/facade.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = fileURLToPath(new URL('node_modules/kubernetes-types', import.meta.url));
const FOLDER = join(ROOT, 'deploy/kubernetes');
const run = promisify(execFile);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = <Kind>(name: string): Kind => parse(read(`deploy/kubernetes/${name}.yaml`));

const config = manifest<ConfigMap>('config');
const deployment = manifest<Deployment>('deployment');
const service = manifest<Service>('service');
const autoscaler = manifest<HorizontalPodAutoscaler>('horizontal-pod-autoscaler');
const budget = manifest<PodDisruptionBudget>('pod-disruption-budget');
const policy = manifest<NetworkPolicy>('network-policy');

const pod = deployment.spec?.template.spec;
const [container] = pod?.containers ?? [];

/** What the server is started with: by the image, and over that by the ConfigMap. */
const env = {
  ...Object.fromEntries([...read('Dockerfile').matchAll(/^ENV (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value])),
  ...config.data,
};

describe('the manifests for Kubernetes', () => {
  it.each(readdirSync(FOLDER))(
    '%s has the shape of its kind, and nothing besides',
    async (file) => {
      const [document, ...others] = parseAllDocuments(read(`deploy/kubernetes/${file}`));
      expect([document?.errors, others]).toEqual([[], []]);
      const object = document?.toJS();

      expect(await misfitsOf(object)).toBe('');
      expect(await misfitsOf({ ...object, metadata: { ...object.metadata, nmae: 'misspelt' } })).toContain('nmae');
    },
    60_000,
  );

  it('concern the same pods', () => {
    const labels = deployment.spec?.template.metadata?.labels;
    expect(labels).toEqual({ 'app.kubernetes.io/name': 'superoffice-graphql' });
    expect(deployment.spec?.selector.matchLabels).toEqual(labels);
    expect(service.spec?.selector).toEqual(labels);
    expect(budget.spec?.selector?.matchLabels).toEqual(labels);
    expect(policy.spec?.podSelector.matchLabels).toEqual(labels);
    for (const { labelSelector } of pod?.topologySpreadConstraints ?? []) {
      expect(labelSelector?.matchLabels).toEqual(labels);
    }
    expect(autoscaler.spec?.scaleTargetRef).toEqual({
      apiVersion: deployment.apiVersion,
      kind: deployment.kind,
      name: deployment.metadata?.name,
    });
    expect(container?.envFrom?.[0]?.configMapRef?.name).toBe(config.metadata?.name);
  });

  it('give the server settings that it takes', () => {
    expect(CONFIG_VARIABLES).toEqual(expect.arrayContaining(Object.keys(env)));
    const { isProduction, host, shutdownDelayMs, shutdownTimeoutMs } = loadConfig(env);

    expect({ isProduction, host, shutdownDelayMs }).toEqual({
      isProduction: true,
      host: '0.0.0.0',
      shutdownDelayMs: 5000,
    });
    expect((pod?.terminationGracePeriodSeconds ?? 0) * 1000).toBeGreaterThan(shutdownTimeoutMs);
  });

  it('use a port for callers, and one on which the server answers the probes', async () => {
    const { port, adminPort, adminHost } = loadConfig(env);
    expect(adminHost).toBe('0.0.0.0');
    expect(container?.ports).toEqual([
      { name: 'http', containerPort: port },
      { name: 'admin', containerPort: adminPort },
    ]);
    expect(service.spec?.ports?.map(({ targetPort }) => targetPort)).toEqual(['http']);
    expect(policy.spec?.ingress?.flatMap(({ ports = [] }) => ports)).toEqual([{ port: 'http' }, { port: 'admin' }]);
    const server = await startFacade('http://127.0.0.1:9/', { NODE_ENV: 'production', ADMIN_PORT: '0' });
    for (const probe of [container?.livenessProbe, container?.readinessProbe]) {
      expect(probe?.httpGet?.port).toBe('admin');
      expect((await fetch(new URL(probe?.httpGet?.path ?? '', server.adminUrl))).status).toBe(200);
    }
    await server.stop();
  });

  it('run the image of this version as its own user, with no right that it does not need', () => {
    expect(container?.image).toMatch(new RegExp(`/superoffice-graphql:${JSON.parse(read('package.json')).version}$`));
    const { runAsUser, runAsGroup, runAsNonRoot, seccompProfile } = pod?.securityContext ?? {};
    expect(`USER ${runAsUser}:${runAsGroup}`).toBe(/^USER .*$/m.exec(read('Dockerfile'))?.[0]);
    expect({ runAsNonRoot, seccompProfile }).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod?.automountServiceAccountToken).toBe(false);
  });
});

/** Folders of kubernetes-types, by the group in `apiVersion`. */
const GROUPS: Readonly<Record<string, string>> = { '': 'core', 'networking.k8s.io': 'networking' };

/** What a compiler finds in an object that its kind does not have, or has otherwise; empty where it fits. */
async function misfitsOf(object: { readonly apiVersion: string; readonly kind: string }): Promise<string> {
  const [version = '', group = ''] = object.apiVersion.split('/').reverse();
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-manifest-'));
  const file = join(folder, 'manifest.ts');
  await writeFile(
    file,
    `import type { ${object.kind} } from '${TYPES}/${GROUPS[group] ?? group}/${version}';
    export const object: ${object.kind} = ${JSON.stringify(object)};`,
  );
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'esnext', '--moduleResolution', 'bundler'];
  try {
    const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), [...options, '--ignoreConfig', file]);
    return stdout;
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
