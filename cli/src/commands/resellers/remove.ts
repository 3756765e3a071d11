// `evently resellers remove`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { ofRemovingReseller } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class ResellersRemove extends BaseCommand {
  static override summary = summaryOf('inventory.removeReseller')
  static override description = descriptionOf('inventory.removeReseller')
  static override examples = [
    '<%= config.bin %> resellers remove usr_… --event evt_…',
    '<%= config.bin %> resellers remove usr_… --event evt_… --yes',
  ]
  static override args = { account: idArg('inventory.removeReseller', 'accountId') }
  static override flags = {
    event: Flags.string({ summary: 'The event.', required: true, helpValue: '<event id>' }),
    yes: yesFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(ResellersRemove)
    await confirmOrRefuse(() => ofRemovingReseller(this.evently, flags.event, args.account), flags)
    await this.evently.resellers.remove(flags.event, args.account)
    this.done(`Removed ${args.account}.`, { accountId: args.account, eventId: flags.event, removed: true })
  }
}
