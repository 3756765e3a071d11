// `evently resellers add`
import type { ResellerBody } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idempotencyKeyFlag } from '../../flags.ts'
import { resellerView } from '../../views/resellers.ts'

export default class ResellersAdd extends BaseCommand {
  static override summary = summaryOf('inventory.addReseller')
  static override description = descriptionOf('inventory.addReseller')
  static override examples = [
    '<%= config.bin %> resellers add --event evt_… --email shop@example.com --seats-max 50',
    '<%= config.bin %> resellers add --event evt_… --account usr_… --seats-max 200',
  ]
  static override flags = {
    'event': Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    'account': Flags.string({
      summary: 'The account, by its id.',
      helpValue: '<user id>',
      exactlyOne: ['account', 'email'],
    }),
    'email': Flags.string({ summary: 'The account, by the email that it signs in with.' }),
    'seats-max': Flags.integer({
      summary: 'Seats that it may have outstanding, over all buyers that it names.',
      required: true,
      min: 1,
    }),
    'idempotency-key': idempotencyKeyFlag,
  }

  override async run() {
    const { flags } = await this.parse(ResellersAdd)
    const { event, account: accountId, email, 'seats-max': seatsMax, 'idempotency-key': idempotencyKey } = flags
    const input = { accountId, email, seatsMax } as ResellerBody
    this.show(await this.evently.resellers.add(event, input, { idempotencyKey }), resellerView)
  }
}
