import { listenToSignals } from './process-signals.js';

const signals = listenToSignals();
const { serve } = await import('./serve.js');
await serve(signals);
