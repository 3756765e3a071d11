// Every step of this server that can be struck, wherever it is at home: as names for EVENTLY_FAILPOINTS, and as a page
// for people.
import { doorSteps } from './domains/bookings/door/recovery-steps.ts'
import { bookingSteps } from './domains/bookings/saga/recovery-steps.ts'
import { ticketSteps } from './domains/bookings/tickets/recovery-steps.ts'
import { laneSteps } from './domains/inventory/lane/recovery-steps.ts'
import { seriesSteps } from './domains/events/series/recovery-steps.ts'
import { foldSteps } from './domains/inventory/retention/recovery-steps.ts'
import { deliverySteps } from './domains/webhooks/deliveries/recovery-steps.ts'
import { relaySteps } from './domains/webhooks/relay/recovery-steps.ts'
import { parsePlans, type FailpointPlan } from './platform/failpoints.ts'

export const recoverySteps = {
  ...bookingSteps,
  ...ticketSteps,
  ...doorSteps,
  ...laneSteps,
  ...relaySteps,
  ...deliverySteps,
  ...foldSteps,
  ...seriesSteps,
}

export type FailpointStep = keyof typeof recoverySteps
export type Failpoint = `${FailpointStep}.${'before' | 'after'}`

export const failpointSteps = Object.keys(recoverySteps) as readonly FailpointStep[]
export const failpoints: readonly Failpoint[] = failpointSteps.flatMap(step => [
  `${step}.before` as const,
  `${step}.after` as const,
])

/** What the setting asks for; a sentence about the first part that asks for nothing. */
export const parseFailpoints = (text: string): readonly FailpointPlan[] | string => parsePlans(text, recoverySteps)

/** The steps as a page for people, in Markdown. */
export function recoveryPage(): string {
  const rows = Object.entries(recoverySteps).map(
    ([name, { before, after, goesOn }]) => `| \`${name}\` | ${before} | ${after} | ${goesOn} |`,
  )
  return `\
<!-- Generated from each domain's recovery-steps.ts by \`npm run recovery-page\`. Do not edit. -->
# What happens when it crashes

A purchase crosses two databases and a payment provider. Each of its steps can be repeated, and each is a named
failpoint: \`EVENTLY_FAILPOINTS=saga.capture.after=kill@3\` kills the server the third time that it has captured
a payment (\`kill\`, \`pause\`, \`error\`, for a provider's answer \`drop\`, and \`tell\` to name it on standard error).
A server with \`NODE_ENV=production\` refuses the setting. \`npm run crash-points\` kills before and after each of
them, \`-- --pairs\` once more during recovery; \`npm run random-kills\` does it at random moments. Whatever was left
behind is at its end within 30 seconds.

| step | a crash before it leaves | a crash after it leaves | who goes on |
|---|---|---|---|
${rows.join('\n')}
`
}
