import { residentBytes } from './process.js';

export interface Sample {
  readonly seconds: number;
  readonly bytes: number;
}

/** Samples a process's memory while something else runs. */
export async function watchMemory(pid: number, everyMs: number, work: () => Promise<unknown>): Promise<Sample[]> {
  const startedMs = performance.now();
  const samples: Sample[] = [];
  const take = () => samples.push({ seconds: (performance.now() - startedMs) / 1000, bytes: residentBytes(pid) });
  take();
  const timer = setInterval(take, everyMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  take();
  return samples;
}
