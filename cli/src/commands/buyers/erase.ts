// `evently buyers erase`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg } from '../../flags.ts'

export default class BuyersErase extends BaseCommand {
  static override summary = summaryOf('users.eraseBuyer')
  static override description = descriptionOf('users.eraseBuyer')
  static override examples = ['<%= config.bin %> buyers erase customer-4711']
  static override args = { buyer: idArg('users.eraseBuyer', 'reference') }

  override async run() {
    const { args } = await this.parse(BuyersErase)
    await this.evently.buyers.erase(args.buyer)
    this.done(`Erased ${args.buyer}.`, { reference: args.buyer, erased: true })
  }
}
