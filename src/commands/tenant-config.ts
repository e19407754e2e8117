import { type Config, ConfigError, loadConfig } from '../config.js';
import { configHints } from '../config-hints.js';

export type TenantConfig = Config & { readonly superOfficeUrl: URL };

/** @returns the configuration of a command that calls a tenant, or what is wrong with the environment. */
export function readTenantConfig(env: NodeJS.ProcessEnv): TenantConfig | string {
  const withHints = (problem: string) => [problem, ...configHints(env)].join('\n  ');
  try {
    const config = loadConfig(env);
    const { superOfficeUrl } = config;
    return superOfficeUrl === undefined
      ? withHints('SUPEROFFICE_URL: is required: the REST root of the tenant, https://.../api/v1/')
      : { ...config, superOfficeUrl };
  } catch (error) {
    if (error instanceof ConfigError) {
      return withHints(error.message);
    }
    throw error;
  }
}
