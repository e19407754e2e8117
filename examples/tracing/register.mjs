import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

// Where to, which share, under which name: all of that is read from OTEL_... variables.
const provider = new NodeTracerProvider({
  resource: defaultResource().merge(detectResources({ detectors: [envDetector] })),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});

// The server hands the current span on by itself, and takes trace headers alone.
provider.register({ contextManager: null, propagator: new W3CTraceContextPropagator() });

// What the last operations left is still to be sent when the server has stopped.
process.once('beforeExit', () => provider.shutdown());
