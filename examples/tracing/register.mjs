import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

// The SDK reads the endpoint, the sampling rate and the service name from OTEL_... variables.
const provider = new NodeTracerProvider({
  resource: defaultResource().merge(detectResources({ detectors: [envDetector] })),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});

// The server passes the current span on by itself, and only reads trace headers.
provider.register({ contextManager: null, propagator: new W3CTraceContextPropagator() });

// When the server has stopped, the spans of its last operations still have to be sent.
process.once('beforeExit', () => provider.shutdown());
