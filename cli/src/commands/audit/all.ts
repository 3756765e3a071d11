// `evently audit all`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { exit } from '../../failures.ts'
import { auditView } from '../../views/accounts.ts'

/** A big installation takes its time. */
const auditMsMax = 600_000
const progressEveryMs = 3_000

export default class AuditAll extends BaseCommand {
  static override summary = summaryOf('inventory.auditAll')
  static override description = descriptionOf('inventory.auditAll')
  static override examples = ['<%= config.bin %> audit all --json']

  override async run() {
    await this.parse(AuditAll)
    const stop = this.tellProgress()
    const report = await this.evently.audit.run({ timeoutMs: auditMsMax }).finally(stop)
    this.show(report, auditView)
    if (!report.clean) process.exitCode = exit.unexpected
  }

  /**
   * On a terminal, now and then; the server that answers may be another one than that which audits, and is then silent.
   */
  private tellProgress(): () => void {
    if (this.json || !process.stderr.isTTY) return () => {}
    const tell = async () => {
      const { state, share, step } = await this.evently.audit.progress()
      if (state === 'running') this.note(`${Math.floor(share * 100)} % (${step})`)
    }
    const timer = setInterval(() => {
      tell().catch(() => {})
    }, progressEveryMs) // the audit itself says what is wrong
    return () => clearInterval(timer)
  }
}
