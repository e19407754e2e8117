import { afterAll, beforeAll } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { startFacade } from './facade.js';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.js';

export interface RecordedSandbox {
  readonly facade: Server;
  /** Notes which REST calls the facade makes. */
  readonly proxy: RecordingProxy;
}

/** A facade in front of a sandbox tenant, for all tests of a `describe`. */
export function useRecordedSandbox(): RecordedSandbox {
  let sandbox: Sandbox | undefined;
  let proxy: RecordingProxy | undefined;
  let facade: Server | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox();
    proxy = await startRecordingProxy(sandbox.url);
    facade = await startFacade(proxy.url);
  });
  afterAll(async () => {
    await facade?.stop();
    await proxy?.stop();
    await sandbox?.stop();
  });
  return {
    get facade() {
      return facade as Server;
    },
    get proxy() {
      return proxy as RecordingProxy;
    },
  };
}
