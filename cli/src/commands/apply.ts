// `evently apply`
import { Args, Flags } from '@oclif/core'
import { fileSchema } from '../apply/generated/schema.ts'
import { planFiles } from '../apply/planning.ts'
import { openSecrets } from '../apply/secrets.ts'
import { documentOf, planText, resultText, summaryOfResults } from '../apply/view.ts'
import { carryOut, exitCodeOf, type Result } from '../apply/write.ts'
import { BaseCommand } from '../base-command.ts'
import { CommandError, exit, UsageError } from '../failures.ts'
import { yesFlag } from '../flags.ts'
import { untilStopped } from '../interruption.ts'
import { canAsk, confirm } from '../prompts.ts'

/** Neither the plan nor what came of it goes into a file or a build's log. */
const isAtTerminal = () => Boolean(process.stdout.isTTY && process.stderr.isTTY)

export default class Apply extends BaseCommand {
  static override strict = false
  static override summary = 'Make venues, events and webhook endpoints be as files say'
  static override description = [
    'Reads YAML or JSON files, shows what is different, asks, and then makes or changes what they name, by ' +
      "your own external ids: a file that is applied again changes nothing. What a thing's entry leaves out " +
      'returns to its default; what no file names stays as it is. A draft goes on sale with `publish: true`; ' +
      'nothing else changes a status.',
    "Each write is made only if nothing has changed since the plan. What can't be done because of sales, or " +
      'of how a thing is, stays as it is; the rest is done, and the exit code is 9. Ctrl-C stops between two ' +
      'writes: run it again to go on.',
    'The `promotions` of an event are all codes that it is to have: one that they leave out is deleted, and an ' +
      'event without the word keeps its codes. What a code has been used stays counted.',
    'Secrets of new webhook endpoints are shown once: --secrets-file keeps them. Where no terminal is, access ' +
      'codes are shown by their ids or places, unless --show-secrets is said. `evently export` writes such files.',
  ].join('\n\n')
  static override examples = [
    '<%= config.bin %> apply events.yaml --dry-run',
    '<%= config.bin %> apply venues.yaml events.yaml --yes',
    '<%= config.bin %> export | <%= config.bin %> apply - --dry-run',
    '<%= config.bin %> apply --schema > evently.schema.json',
  ]
  static override args = { file: Args.string({ description: 'YAML or JSON files; - is stdin.', ignoreStdin: true }) }
  static override flags = {
    'dry-run': Flags.boolean({ summary: 'Only show what would be done.' }),
    yes: yesFlag,
    'secrets-file': Flags.string({
      summary: 'Add the secrets of new webhook endpoints to this file, which only you can read.',
      helpValue: '<file>',
    }),
    'show-secrets': Flags.boolean({
      summary: 'Show secrets and access codes even where no terminal is.',
      exclusive: ['secrets-file'],
    }),
    schema: Flags.boolean({ summary: 'Print the JSON Schema of the files, for editors.' }),
  }

  override async run() {
    const { argv, flags } = await this.parse(Apply)
    if (flags.schema) return this.print(JSON.stringify(fileSchema, null, 2))
    const files = argv.map(String)
    if (files.length === 0) throw new UsageError('Name at least one file, or - for stdin.')
    this.mustBeSignedIn()

    const { steps, current, reader } = await planFiles(files, this.connection, {
      showsCodes: flags['show-secrets'] || isAtTerminal(),
    })
    const writes = steps.filter(({ action }) => action === 'create' || action === 'change')
    if (flags['dry-run']) return this.show(documentOf(steps), () => planText(steps))
    const endpoints = writes.filter(({ action, wanted }) => action === 'create' && wanted.kind === 'webhookEndpoint')
    const secrets = openSecrets(endpoints.length, {
      file: flags['secrets-file'],
      show: flags['show-secrets'],
      isTerminal: Boolean(process.stderr.isTTY),
      say: line => this.note(line),
    })
    try {
      if (writes.length > 0) await this.confirmed(planText(steps), flags.yes)
      await untilStopped(
        async stop => {
          const onResult = (result: Result) => this.tell(result)
          const results = await carryOut(steps, { evently: this.evently, reader, current, secrets, stop, onResult })
          this.show(documentOf(steps, results), () => (writes.length > 0 ? summaryOfResults(results) : planText(steps)))
          process.exitCode = exitCodeOf(results, stop)
        },
        line => this.note(line),
      )
    } finally {
      secrets.close()
    }
  }

  /** What came of a write, for people; what the plan has said already is not said again. */
  private tell(result: Result): void {
    const { action } = result.step
    if (!this.json && (action === 'create' || action === 'change')) this.note(resultText(result))
  }

  /** Shows the plan and asks; without somebody to ask, --yes has to be there. */
  private async confirmed(plan: string, yes: boolean): Promise<void> {
    if (!this.json || !yes) this.note(plan)
    if (yes) return
    if (!canAsk()) throw new UsageError('Nothing was written: say --yes where nobody can be asked, or --dry-run.')
    if (!(await confirm('Do it?')))
      throw new CommandError('cancelled', 'Cancelled: nothing was written.', exit.cancelled)
  }
}
