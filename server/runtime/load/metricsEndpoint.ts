import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Gauge, Registry } from 'prom-client';
import type { RunFrame } from '../../protocol/liveRun';

/** An endpoint that Prometheus can read while a pipeline runs. */
export interface MetricsEndpoint {
  readonly url: string;
  update(frame: RunFrame): void;
  close(): Promise<void>;
}

/**
 * Serves the figures of a run on the loopback interface.
 * @param port 0 for any that is free.
 * @throws where the port is taken.
 */
export async function metricsEndpoint(port: number): Promise<MetricsEndpoint> {
  const registers = [new Registry()];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `cnn_pipeline_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string) =>
    new Counter({ name: `cnn_pipeline_${name}`, help, registers });
  const queries = counter('queries_total', 'Queries that left the pipeline');
  const violations = counter('slo_violations_total', 'Queries beyond the SLO');
  const throughput = gauge('throughput', 'Queries per second in the last frame');
  const latency = gauge('latency_seconds', 'Latency in the last frame', ['quantile']);
  const depth = gauge('queue_depth', 'Queries that have arrived and not left');
  const utilisation = gauge('utilisation', 'Share of the last frame spent computing', ['stage']);

  const server = createServer((request, response) => {
    const [registry] = registers;
    if (request.method !== 'GET' || request.url !== '/metrics' || !registry) {
      response.writeHead(404).end();
      return;
    }
    void registry.metrics().then((text) => {
      response.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/metrics`,
    update(frame) {
      queries.inc(frame.completed);
      violations.inc(frame.violations);
      throughput.set(frame.throughput);
      depth.set(frame.queueDepth);
      const { p50, p90, p99, p999 } = frame.latency;
      for (const [quantile, value] of Object.entries({
        '0.5': p50,
        '0.9': p90,
        '0.99': p99,
        '0.999': p999,
      })) {
        latency.set({ quantile }, value / 1e6);
      }
      // Places that serve no more are not told of any more.
      utilisation.reset();
      frame.utilisation.forEach((share, s) =>
        utilisation.set({ stage: frame.places[s] ?? String(s) }, share),
      );
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
