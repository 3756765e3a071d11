// `evently resellers remove`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class ResellersRemove extends BaseCommand {
  static override summary = summaryOf('inventory.removeReseller')
  static override description = descriptionOf('inventory.removeReseller')
  static override examples = ['<%= config.bin %> resellers remove usr_… --event evt_…']
  static override args = { account: idArg('inventory.removeReseller', 'accountId') }
  static override flags = { event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }) }

  override async run() {
    const { args, flags } = await this.parse(ResellersRemove)
    await this.evently.resellers.remove(flags.event, args.account)
    this.done(`Removed ${args.account}.`, { accountId: args.account, eventId: flags.event, removed: true })
  }
}
