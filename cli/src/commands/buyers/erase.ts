// `evently buyers erase`
import { BaseCommand } from '../../base-command.ts'
import { ofErasingBuyer } from '../../consequences.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { idArg, yesFlag } from '../../flags.ts'
import { confirmOrRefuse } from '../../prompts.ts'

export default class BuyersErase extends BaseCommand {
  static override summary = summaryOf('users.eraseBuyer')
  static override description = descriptionOf('users.eraseBuyer')
  static override examples = [
    '<%= config.bin %> buyers erase customer-4711',
    '<%= config.bin %> buyers erase customer-4711 --yes',
  ]
  static override args = { buyer: idArg('users.eraseBuyer', 'reference') }
  static override flags = { yes: yesFlag }

  override async run() {
    const { args, flags } = await this.parse(BuyersErase)
    await confirmOrRefuse(ofErasingBuyer(args.buyer), flags)
    await this.evently.buyers.erase(args.buyer)
    this.done(`Erased ${args.buyer}.`, { reference: args.buyer, erased: true })
  }
}
