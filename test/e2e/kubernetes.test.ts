import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { BlockList, isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { ConfigMap, Container, Service } from 'kubernetes-types/core/v1';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { parse, parseAllDocuments } from 'yaml';
import { CONFIG_VARIABLES, loadConfig } from '../../src/config.js';
import { startFacade } from '../helpers/facade.js';
import { OPERATE_GUIDE } from '../helpers/operations.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = fileURLToPath(new URL('node_modules', import.meta.url));
const FOLDER = join(ROOT, 'deploy/kubernetes');
const run = promisify(execFile);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = <Kind>(name: string): Kind => parse(read(`deploy/kubernetes/${name}.yaml`));

const config = manifest<ConfigMap>('config');
const deployment = manifest<Deployment>('deployment');
const service = manifest<Service>('service');
const headlessService = manifest<Service>('headless-service');
const podMonitor = manifest<IPodMonitor>('prometheus-operator/pod-monitor');
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
  it.each(readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')))(
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

  it('apply to the same pods', () => {
    const labels = deployment.spec?.template.metadata?.labels;
    expect(labels).toEqual({ 'app.kubernetes.io/name': 'superoffice-graphql' });
    expect(deployment.spec?.selector.matchLabels).toEqual(labels);
    expect(service.spec?.selector).toEqual(labels);
    expect(headlessService.spec?.selector).toEqual(labels);
    expect(podMonitor.spec.selector.matchLabels).toEqual(labels);
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

  it('take the audit log from where the guide says: a pod can write no file', async () => {
    const [, block = ''] = /^```yaml\n(data:\n[^`]*AUDIT_LOG[^`]*)```$/m.exec(read('docs/deploy.md')) ?? [];
    const audited = { ...config, data: { ...config.data, ...parse(block).data } };

    expect(await misfitsOf(audited)).toBe('');
    expect(loadConfig({ ...env, ...audited.data }).auditLog).toBe('stdout');
    expect(container?.securityContext?.readOnlyRootFilesystem).toBe(true);
    expect(container?.volumeMounts).toBeUndefined();
  }, 60_000);

  it('take the environment and probes that docs/operate.md shows', async () => {
    const [, block = ''] = /^```yaml\n(env:\n[^`]*)```$/m.exec(OPERATE_GUIDE) ?? [];
    const shown: Pick<Container, 'env' | 'livenessProbe' | 'readinessProbe'> = parse(block);
    const withContainer = (fields: object) => ({
      ...deployment,
      spec: {
        ...deployment.spec,
        template: { ...deployment.spec?.template, spec: { ...pod, containers: [{ ...container, ...fields }] } },
      },
    });

    expect(await misfitsOf(withContainer(shown))).toBe('');
    expect(await misfitsOf(withContainer({ ...shown, readinesProbe: {} }))).toContain('readinesProbe');
    const settings = Object.fromEntries((shown.env ?? []).map(({ name, value }) => [name, value]));
    const { adminPort, adminHost } = loadConfig({ ...env, ...settings });
    expect(adminHost).toBe('0.0.0.0');
    expect([shown.livenessProbe?.httpGet, shown.readinessProbe?.httpGet]).toEqual([
      { path: container?.livenessProbe?.httpGet?.path, port: adminPort },
      { path: container?.readinessProbe?.httpGet?.path, port: adminPort },
    ]);
  }, 60_000);

  it('use a port for callers, and one on which the server answers the probes', async () => {
    const { port, adminPort, adminHost } = loadConfig(env);
    expect(adminHost).toBe('0.0.0.0');
    expect(container?.ports).toEqual([
      { name: 'http', containerPort: port },
      { name: 'admin', containerPort: adminPort },
    ]);
    expect(service.spec?.ports?.map(({ targetPort }) => targetPort)).toEqual(['http']);
    const server = await startFacade('http://127.0.0.1:9/', { NODE_ENV: 'production', ADMIN_PORT: '0' });
    for (const probe of [container?.livenessProbe, container?.readinessProbe]) {
      expect(probe?.httpGet?.port).toBe('admin');
      expect((await fetch(new URL(probe?.httpGet?.path ?? '', server.adminUrl))).status).toBe(200);
    }
    await server.stop();
  });

  it('let Prometheus find every pod, ready or not, as the job that the alerts ask for', () => {
    const [, job = ''] = /job="([^"]+)"/.exec(read('examples/operations/alerts.yml')) ?? [];
    const [endpoint] = podMonitor.spec.podMetricsEndpoints ?? [];
    expect(deployment.spec?.template.metadata?.labels?.[podMonitor.spec.jobLabel ?? '']).toBe(job);
    expect(container?.ports?.map(({ name }) => name)).toContain(endpoint?.port);

    const { clusterIP, publishNotReadyAddresses, ports } = headlessService.spec ?? {};
    expect({ clusterIP, publishNotReadyAddresses }).toEqual({ clusterIP: 'None', publishNotReadyAddresses: true });
    // A headless service leads to the pods themselves: their port counts, not the one it names.
    const { adminPort } = loadConfig(env);
    expect(ports).toEqual([{ name: 'admin', port: adminPort, targetPort: 'admin' }]);
    const [, configuration = ''] =
      /^```yaml\n(scrape_configs:\n[^`]*dns_sd_configs[^`]*)```$/m.exec(OPERATE_GUIDE) ?? [];
    const [{ dns_sd_configs: found, ...scrape }] = parse(configuration).scrape_configs;
    expect(scrape).toEqual({ job_name: job });
    expect(found).toEqual([{ names: [`${headlessService.metadata?.name}.NAMESPACE.svc`], type: 'A', port: adminPort }]);
  });

  it('add a pod when docs/scale.md says that another replica is needed', () => {
    const [, share = ''] = /operations per CPU-second × ([\d.]+)\)/.exec(read('docs/scale.md')) ?? [];
    const cores = Number(container?.resources?.requests?.cpu);
    const [metric] = autoscaler.spec?.metrics ?? [];
    expect(metric?.resource).toMatchObject({ name: 'cpu', target: { type: 'Utilization' } });

    expect(cores).toBe(1);
    expect((cores * (metric?.resource?.target.averageUtilization ?? 0)) / 100).toBe(Number(share));
    expect(container?.resources?.limits).not.toHaveProperty('cpu');
    // "plus one spare"
    expect(autoscaler.spec?.minReplicas).toBeGreaterThanOrEqual(2);
  });

  const CLIENT = { 'superoffice-graphql/client': 'true' };
  const METRICS = { 'superoffice-graphql/metrics': 'true' };
  const KUBE_SYSTEM = { 'kubernetes.io/metadata.name': 'kube-system' };

  it.each<[who: string, peer: Peer, port: string, isLetIn: boolean]>([
    ['a router beside it', { pod: CLIENT }, 'http', true],
    ['an ingress controller, whose namespace has the label', { namespace: CLIENT, pod: {} }, 'http', true],
    ['a pod beside it without the label', { pod: {} }, 'http', false],
    ['a pod elsewhere that has given itself the label', { namespace: {}, pod: CLIENT }, 'http', false],
    ['Prometheus, with the label', { namespace: {}, pod: METRICS }, 'admin', true],
    ['Prometheus, whose namespace has the label', { namespace: METRICS, pod: {} }, 'admin', true],
    ['a pod elsewhere', { namespace: {}, pod: {} }, 'admin', false],
    ['an ingress controller', { namespace: CLIENT, pod: {} }, 'admin', false],
    ['a router beside it', { pod: CLIENT }, 'admin', false],
    ['Prometheus', { namespace: METRICS, pod: METRICS }, 'http', false],
    ['an address outside of the cluster', { address: '203.0.113.9' }, 'http', false],
  ])('let in %s, %j, on port %s: %s', (_who, peer, port, isLetIn) => {
    expect(policy.spec?.policyTypes).toContain('Ingress');
    const rules = policy.spec?.ingress?.map(({ from, ports }) => ({ peers: from, ports })) ?? [];
    expect(allows(rules, peer, { port, protocol: 'TCP' })).toBe(isLetIn);
  });

  it.each<[what: string, peer: Peer, port: number, protocol: string, isLetOut: boolean]>([
    ['the cluster’s names', { namespace: KUBE_SYSTEM, pod: { 'k8s-app': 'kube-dns' } }, 53, 'UDP', true],
    ['the cluster’s names', { namespace: KUBE_SYSTEM, pod: { 'k8s-app': 'kube-dns' } }, 53, 'TCP', true],
    ['a pod elsewhere that looks like them', { namespace: {}, pod: { 'k8s-app': 'kube-dns' } }, 53, 'UDP', false],
    ['NodeLocal DNSCache', { address: '169.254.20.10' }, 53, 'UDP', true],
    ['NodeLocal DNSCache', { address: '169.254.20.10' }, 53, 'TCP', true],
    ['another port of it', { address: '169.254.20.10' }, 443, 'TCP', false],
    ['the cloud’s metadata', { address: '169.254.169.254' }, 443, 'TCP', false],
    ['the cloud’s metadata', { address: '169.254.169.254' }, 80, 'TCP', false],
    ['the cloud’s metadata', { address: '169.254.169.254' }, 53, 'TCP', false],
    ['the cloud’s metadata, by IPv6', { address: 'fd00:ec2::254' }, 443, 'TCP', false],
    ['SuperOffice', { address: '203.0.113.9' }, 443, 'TCP', true],
    ['SuperOffice, without TLS', { address: '203.0.113.9' }, 80, 'TCP', false],
    ['SuperOffice, by IPv6', { address: '2001:db8::9' }, 443, 'TCP', true],
    ['SuperOffice, by IPv6 without TLS', { address: '2001:db8::9' }, 80, 'TCP', false],
    ['a private address', { address: '10.1.2.3' }, 443, 'TCP', false],
    ['a private address of IPv6', { address: 'fd12::3' }, 443, 'TCP', false],
    ['a neighbour of the node', { address: 'fe80::1' }, 443, 'TCP', false],
    ['Redis', { pod: { 'app.kubernetes.io/name': 'redis' } }, 6379, 'TCP', true],
    ['Redis of another namespace', { namespace: {}, pod: { 'app.kubernetes.io/name': 'redis' } }, 6379, 'TCP', false],
    [
      'a collector of traces',
      { namespace: {}, pod: { 'app.kubernetes.io/name': 'opentelemetry-collector' } },
      4318,
      'TCP',
      true,
    ],
    ['another pod', { namespace: {}, pod: {} }, 4318, 'TCP', false],
  ])('let out to %s, %j, on port %s by %s: %s', (_what, peer, port, protocol, isLetOut) => {
    expect(policy.spec?.policyTypes).toContain('Egress');
    const rules = policy.spec?.egress?.map(({ to, ports }) => ({ peers: to, ports })) ?? [];
    expect(allows(rules, peer, { port, protocol })).toBe(isLetOut);
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

type Labels = Readonly<Record<string, string>>;

/** An address outside of the cluster; or a pod, in the server's own namespace unless the labels of another one are given. */
type Peer = { readonly address: string } | { readonly namespace?: Labels; readonly pod: Labels };

/** Rules of one direction. */
interface Rule {
  readonly peers?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
}

/** As Kubernetes documents: allowed if any rule has a matching peer and port. Rules without peers or ports are not supported here. */
function allows(rules: readonly Rule[], peer: Peer, at: { readonly port: number | string; readonly protocol: string }) {
  return rules.some(
    ({ peers = [], ports = [] }) =>
      ports.some(({ port, protocol = 'TCP' }) => port === at.port && protocol === at.protocol) &&
      peers.some((selected) => matches(selected, peer)),
  );
}

function matches({ ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer, peer: Peer): boolean {
  if ('address' in peer) {
    const isIn = (cidr: string) => isInNetwork(peer.address, cidr);
    return ipBlock !== undefined && isIn(ipBlock.cidr) && !(ipBlock.except ?? []).some(isIn);
  }
  if (ipBlock !== undefined) {
    return false;
  }
  const isOfNamespace =
    namespaceSelector === undefined
      ? peer.namespace === undefined
      : hasLabels(peer.namespace ?? {}, namespaceSelector.matchLabels);
  return isOfNamespace && hasLabels(peer.pod, podSelector?.matchLabels);
}

const hasLabels = (labels: Labels, wanted: Labels = {}) =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);

function isInNetwork(address: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const familyOf = (text: string) => (isIPv6(text) ? 'ipv6' : 'ipv4');
  if (familyOf(address) !== familyOf(network)) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), familyOf(network));
  return list.check(address, familyOf(address));
}

/** Folders of kubernetes-types, by the group in `apiVersion`. */
const GROUPS: Readonly<Record<string, string>> = { '': 'core', 'networking.k8s.io': 'networking' };

/** Errors of a compiler in an object that does not fit its kind; empty if it fits. */
async function misfitsOf(object: { readonly apiVersion: string; readonly kind: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-manifest-'));
  const file = join(folder, 'manifest.ts');
  await writeFile(
    file,
    `import type { ${typeOf(object)};
    export const object: Kind = ${JSON.stringify(object)};`,
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

/** What an import says of the type of a kind. */
function typeOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return group === 'monitoring.coreos.com'
    ? `I${kind} as Kind } from '${MODULES}/@kubernetes-models/prometheus-operator/${apiVersion}/${kind}'`
    : `${kind} as Kind } from '${MODULES}/kubernetes-types/${GROUPS[group] ?? group}/${version}'`;
}
