// `evently seed`
import { writeFile } from 'node:fs/promises'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { CommandError, exit, UsageError } from '../failures.ts'
import { yesFlag } from '../flags.ts'
import { readText } from '../input.ts'
import { untilInterrupted } from '../interruption.ts'
import { counted, startProgress } from '../progress.ts'
import { confirmOrRefuse } from '../prompts.ts'
import type { Plan } from '../seed/plan.ts'
import type { SeedCounts } from '../seed/summary.ts'
import type { World } from '../seed/world.ts'
import { fields } from '../table.ts'

const atOnceDefault = 12

export default class Seed extends BaseCommand {
  static override summary = 'Fill a server with believable events, bookings and waitlists by a plan'
  static override description =
    'Makes venues, events, bookings, cancellations and waitlists as a YAML plan says, for demonstrations and tests. ' +
    'The same plan and seed make the same data on every machine, and running it again makes nothing twice. Payments ' +
    'are those of the sandbox: a server that takes real money is refused. What was made is written to ids.json, by ' +
    'name. --teardown takes it away: events that were on sale are cancelled, drafts and unused venues deleted.'
  static override examples = [
    '<%= config.bin %> seed plan.yaml --seed 42',
    '<%= config.bin %> seed plan.yaml --seed 42 --dry-run',
    '<%= config.bin %> seed plan.yaml --seed 42 --teardown --yes',
  ]
  static override args = {
    plan: Args.string({ required: true, description: 'A YAML file; - reads stdin.', ignoreStdin: true }),
  }
  static override flags = {
    'seed': Flags.integer({ summary: 'Another number makes other data.', default: 1, min: 0, max: 2_147_483_647 }),
    'ids': Flags.string({ summary: 'Where to write what was made.', default: 'ids.json', helpValue: '<file>' }),
    'dry-run': Flags.boolean({ summary: 'Check the plan, and say what it would make.', exclusive: ['teardown'] }),
    'teardown': Flags.boolean({ summary: 'Take away what this plan and seed have made.' }),
    'yes': yesFlag,
    'concurrency': Flags.integer({ summary: 'Events at once.', default: atOnceDefault, min: 1, max: 64 }),
    'seed-a-live-server': Flags.boolean({
      summary: 'Even where real money is taken: for plans of test events alone.',
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(Seed)
    this.mustBeSignedIn()
    const { seed } = flags
    const { readPlan } = await import('../seed/plan.ts')
    const { worldOf } = await import('../seed/world.ts')
    const source = args.plan === '-' ? 'What came on stdin' : args.plan
    const plan = readPlan(await readText(args.plan), source)
    const world = await worldOf(plan, { seed, today: new Date().toISOString().slice(0, 10) })
    if (flags['dry-run']) return this.#tellPlan(plan, { seed, world })
    if (flags.teardown) return this.#takeAway(world, { yes: flags.yes, atOnceMax: flags.concurrency })
    await this.#mustBeSandbox(plan, flags['seed-a-live-server'])
    await this.#seed(plan, world, { seed, idsFile: flags.ids, atOnceMax: flags.concurrency })
  }

  async #tellPlan(plan: Plan, { seed, world }: { seed: number; world: World }): Promise<void> {
    const { countsOfWorld } = await import('../seed/summary.ts')
    const counts = countsOfWorld(world)
    this.show({ plan: plan.name, seed, dryRun: true, ...counts }, () => countsView(counts))
    this.note('Nothing was made: leave out --dry-run to make it.')
  }

  /** Bookings name the sandbox, too; this is to refuse before anything is there for all to see. */
  async #mustBeSandbox(plan: Plan, isMeant: boolean): Promise<void> {
    const { provider } = await this.evently.bookings.paymentProvider()
    if (provider === 'sandbox') return
    const where = `${this.evently.baseUrl} takes real money (${provider})`
    if (!isMeant)
      throw new CommandError(
        'not_a_sandbox',
        `${where}, so it is not seeded. A plan with test: true can be, with --seed-a-live-server.`,
        exit.conflict,
      )
    if (!plan.test)
      throw new UsageError(
        `${where}: --seed-a-live-server is for plans with test: true, whose events nobody else sees.`,
      )
  }

  async #seed(plan: Plan, world: World, options: { seed: number; idsFile: string; atOnceMax: number }): Promise<void> {
    const { seed, idsFile, atOnceMax } = options
    const { seedWorld } = await import('../seed/seeding.ts')
    const { countsOfIds } = await import('../seed/summary.ts')
    const startedMs = performance.now()
    const progress = startProgress({ what: 'Seeding', total: world.events.length })
    const { evently } = this
    const seeding = async (signal: AbortSignal) => {
      const seeded = await seedWorld(world, { evently, test: plan.test, atOnceMax, progress, signal })
      return { ...seeded, wasInterrupted: signal.aborted }
    }
    const { ids, refused, wasInterrupted } = await untilInterrupted(seeding, { bySigterm: true }).finally(() =>
      progress.end(),
    )
    await writeFile(idsFile, `${JSON.stringify({ plan: plan.name, seed, server: evently.baseUrl, ...ids }, null, 2)}\n`)
    if (wasInterrupted)
      throw new CommandError('cancelled', 'Interrupted. The same command goes on where it was.', exit.cancelled)
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10
    const counts = countsOfIds(ids)
    this.show({ plan: plan.name, seed, ...counts, seconds, idsFile, refused }, () => countsView(counts))
    this.note(`Seeded in ${seconds} s. What was made is in ${idsFile}.`)
    if (refused.length === 0) return
    for (const { what, reason } of refused.slice(0, refusedShownMax)) this.note(`  ${what}: ${reason}`)
    this.note(`${counted(refused.length)} requests were refused.`)
    process.exitCode = exit.partlyDone
  }

  async #takeAway(world: World, { yes, atOnceMax }: { yes: boolean; atOnceMax: number }): Promise<void> {
    const { findSeeded, takeAway } = await import('../seed/teardown.ts')
    const { evently } = this
    const found = await findSeeded(evently, world)
    const { drafts, published, venues } = found
    const seats = published.reduce((sum, { capacity, availableSeats }) => sum + capacity - availableSeats, 0)
    const what =
      `This cancels ${counted(published.length)} events, with ${counted(seats)} seats taken, and deletes ` +
      `${counted(drafts.length)} drafts and those of ${counted(venues.length)} venues that no event has used.`
    if (drafts.length + published.length + venues.length > 0) await confirmOrRefuse(what, { yes })
    const taken = await takeAway(found, { evently, atOnceMax })
    this.show(taken, () =>
      fields({
        'Events cancelled': taken.cancelled,
        'Drafts deleted': taken.deleted,
        'Venues deleted': taken.venuesDeleted,
        'Venues kept': taken.venuesKept === 0 ? undefined : `${taken.venuesKept}: events were on sale there, and stay`,
      }),
    )
  }
}

const refusedShownMax = 20

const countsView = (counts: SeedCounts) =>
  fields({
    'Venues': counts.venues,
    'Events': counts.events,
    'Drafts': counts.drafts,
    'Cancelled events': counts.cancelledEvents,
    'Bookings': counts.bookings,
    'Cancelled bookings': counts.cancelledBookings,
    'Waitlist entries': counts.waitlist,
  })
