// `evently webhooks verify`
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Args, Flags } from '@oclif/core'
import { verify, WebhookError } from '@evently/sdk/webhooks'
import { BaseCommand } from '../../base-command.ts'
import { exit } from '../../exit-codes.ts'
import { CommandError, UsageError } from '../../failures.ts'
import { unreadable } from '../../input.ts'
import { headerPairs } from '../../webhooks/forwarding.ts'
import { recordedMessages } from '../../webhooks/records.ts'
import { secretFor, secretStdinFlag, secretVariable } from '../../webhooks/secret.ts'
import { needs } from '../../flag-ties.ts'

interface Request {
  readonly body: Uint8Array | string
  readonly headers: Readonly<Record<string, string>>
}

export default class WebhooksVerify extends BaseCommand {
  static override summary = 'Find out whether a message may be believed, and if not, why'
  static override description =
    'Checks the signature and the time of a message that your app has received: its body as it came, from a file or ' +
    'from stdin, and its three headers webhook-id, webhook-timestamp and webhook-signature. Or takes both from a ' +
    'file that `webhooks listen --record` has written.\n\n' +
    `The secret is that of ${secretVariable}, or of stdin with --secret-stdin, else the one of your ` +
    '`webhooks listen`. Ends with 0 if the message may be believed, with 3 if not.'
  static override examples = [
    "<%= config.bin %> webhooks verify body.json --header 'webhook-id: msg_…' " +
      "--header 'webhook-timestamp: 1900000000' --header 'webhook-signature: v1,…'",
    '<%= config.bin %> webhooks verify --recorded messages.ndjson --id msg_… --tolerance 86400',
  ]
  static override args = {
    body: Args.string({ description: 'The file with the body; without it, stdin.', ignoreStdin: true }),
  }
  static override flags = {
    'header': Flags.string({
      summary: 'A header of the request; several by repeating the flag.',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "'<name>: <value>'",
      exclusive: ['recorded'],
    }),
    'recorded': Flags.string({ summary: 'Check a message of a file that --record has written.', helpValue: '<file>' }),
    'id': Flags.string({ summary: 'Which message of it; the last.', ...needs('recorded'), helpValue: 'msg_…' }),
    'tolerance': Flags.integer({
      summary: 'Seconds that its time may be away from now; more for one of the past.',
      min: 0,
      default: 300,
    }),
    'secret-stdin': secretStdinFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(WebhooksVerify)
    if (args.body !== undefined && flags.recorded !== undefined)
      throw new UsageError('Either a body or --recorded: both are given.')
    if (flags['secret-stdin'] && args.body === undefined && flags.recorded === undefined)
      throw new UsageError('The secret is on stdin, so the body must be in a file: name it.')
    const secret = await secretFor(this.connection.profileName, { stdin: flags['secret-stdin'] })
    const { body, headers } =
      flags.recorded === undefined
        ? { body: await bodyOf(args.body), headers: Object.fromEntries(headerPairs(flags.header ?? [])) }
        : await recordedRequest(flags.recorded, flags.id)
    try {
      await verify(body, headers, secret.text, { toleranceSeconds: flags.tolerance })
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error
      throw new CommandError(error.reason, `Do not believe it: ${error.message}`, exit.validation)
    }
    const signedAt = new Date(Number(headers['webhook-timestamp']) * 1_000).toISOString()
    this.done(`Valid: message ${headers['webhook-id']}, signed at ${signedAt}.`, {
      valid: true,
      messageId: headers['webhook-id'],
      signedAt,
    })
  }
}

async function bodyOf(file: string | undefined): Promise<Uint8Array> {
  try {
    return file === undefined || file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch (error) {
    throw unreadable(file ?? 'Stdin', error)
  }
}

async function recordedRequest(file: string, id: string | undefined): Promise<Request> {
  const recorded = await recordedMessages(file)
  const found = id === undefined ? recorded.at(-1) : recorded.find(({ headers }) => headers['webhook-id'] === id)
  if (!found) throw new UsageError(`${file} has no message ${id}.`)
  return found
}
