// `evently api-keys create`
import { operations } from '@evently/sdk'
import type { BodyOf } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { asked, withAnswers } from '../../prompts.ts'
import { instantOf, localZone } from '../../times.ts'
import { createdApiKeyView } from '../../views/credentials.ts'

type Scopes = BodyOf<'users.createApiKey'>['scopes']

/** Those that operations ask for. */
const scopes = () => [...new Set(Object.values(operations).flatMap(({ scope }) => scope ?? []))].sort()

export default class ApiKeysCreate extends BaseCommand {
  static override summary = summaryOf('users.createApiKey')
  static override description = descriptionOf('users.createApiKey')
  static override examples = [
    "<%= config.bin %> api-keys create --name 'Ticket shop' --scope events:read --scope bookings:write",
    '<%= config.bin %> api-keys create --name CI --scope events:write --expires-at 2030-12-31 --json',
  ]
  static override flags = {
    'name': Flags.string({ summary: asked('What it is for, so that you can tell your keys apart.') }),
    'scope': Flags.string({
      summary: asked('One thing that it may do; several by repeating the flag.'),
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'events:read',
    }),
    'expires-at': Flags.string({ summary: 'When it stops working; without it, never.', helpValue: '2030-12-31' }),
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(ApiKeysCreate)
    const end = flags['expires-at']
    const expiresAt = end && (await instantOf(end, { flag: 'expires-at', zone: localZone() }))
    const { name, scope } = await withAnswers(flags, {
      name: { message: 'What it is for' },
      scope: { message: 'What it may do', choices: scopes(), many: true },
    })
    const body: BodyOf<'users.createApiKey'> = { name, scopes: scope as Scopes, ...(expiresAt && { expiresAt }) }
    const options = { idempotencyKey: flags['idempotency-key'] }
    this.show(await this.evently.apiKeys.create(body, options), createdApiKeyView)
    if (!this.json) this.note('Keep the key: it is shown this once.')
  }
}
