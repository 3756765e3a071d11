// In which order the test files run: the one place that knows which of them are long, and which bear no company.

/**
 * Begun first, so that none of them is left over at the end; what is not named is short. `npm test` names the slowest.
 */
export const longestFirst: readonly string[] = [
  'server/test/processes/failed-start.test.ts',
  'server/test/processes/tour.test.ts',
  'server/test/processes/seed.test.ts',
  'server/test/processes/import.test.ts',
  'server/test/processes/outages.test.ts',
  'server/test/processes/backup.test.ts',
  'server/test/processes/webhooks-listen.test.ts',
  'server/test/webhooks/trigger-command.test.ts',
  'cli/test/commands.test.ts',
  'sdk/test/package/fixtures.test.ts',
  'server/verification/rolling-restart/rolling.test.ts',
  'server/test/processes/known-passwords.test.ts',
  'server/test/processes/apart.test.ts',
  'server/test/processes/start-sentences.test.ts',
  'server/test/processes/canaries.test.ts',
  'cli/test/auth.test.ts',
  'server/test/processes/stripe-crashes.test.ts',
  'server/verification/crash-points/crash-points.test.ts',
  'server/test/platform/embedded-postgres.test.ts',
  'server/verification/crash-points/failpoints.test.ts',
  'server/test/processes/failing-steps.test.ts',
  'server/test/events/operations-at-once.test.ts',
  'server/test/processes/wrong-clocks.test.ts',
  'server/test/processes/shutdown.test.ts',
  'server/verification/random-kills/kills.test.ts',
  'server/test/processes/postgres-restart.test.ts',
  'server/test/processes/few-connections.test.ts',
  'server/test/platform/tls.test.ts',
  'server/verification/soak/soak.test.ts',
  'server/test/processes/start-together.test.ts',
  'server/test/http/generated-clients.test.ts',
  'server/test/http/authorization-matrix.test.ts',
  'server/test/http/refusals.test.ts',
  'server/test/http/idempotency-matrix.test.ts',
  'server/test/processes/reference-page.test.ts',
  'server/test/processes/samples.test.ts',
  'server/test/processes/paused.test.ts',
  'server/bench/tables.test.ts',
  'server/bench/large.test.ts',
  'server/test/inventory/isolation.test.ts',
  'server/verification/model/model.test.ts',
  'server/test/processes/full-disk.test.ts',
  'cli/test/listen.test.ts',
  'cli/test/api.test.ts',
  'server/test/search/refused-documents.test.ts',
  'server/test/search/elasticsearch-store.test.ts',
  'server/test/search/elasticsearch-engine.test.ts',
  'server/test/events/cancel-event.test.ts',
  'server/test/processes/race.test.ts',
  'server/test/house/contract.test.ts',
  'server/test/bookings/stripe.test.ts',
  'server/test/bookings/stripe-saga.test.ts',
]

/** Run first, one at a time, with one other file beside them: what they judge takes seconds, but waits for nobody. */
export const runBesideOne: Readonly<Record<string, string>> = {
  'server/test/inventory/redis-faults.test.ts': 'everything is right again within 10 s of a fault, under load',
  'server/test/processes/hung-postgres.test.ts': 'nobody waits for longer than a statement may take',
  'server/test/processes/failover.test.ts': 'nobody waits for long while no PostgreSQL takes writes',
  'server/test/search/elasticsearch-outage.test.ts':
    'the index has caught up within 10 s of a fault, beside a second Elasticsearch',
}

/** Run last, one at a time: what they judge is spoilt by whatever else the machine has to do. */
export const runAlone: Readonly<Record<string, string>> = {
  'server/test/http/rate-limits.test.ts': 'a hanging Redis may delay 120 requests by 50 ms at most',
  'server/test/platform/redis.test.ts': 'a Redis that is away costs a request 50 ms more than its time-out at most',
  'server/test/processes/lost-connections.test.ts':
    'each statement is caught within 8 s, of two servers that are kept busy throughout',
}
