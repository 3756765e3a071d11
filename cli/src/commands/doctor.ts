// `evently doctor`: what may be wrong, here and on the way to the server
import { BaseCommand } from '../base-command.ts'
import { exitOf, failed, findingsView } from '../doctor/findings.ts'
import type { Finding } from '../doctor/findings.ts'
import {
  configFinding,
  environmentFinding,
  keyringFinding,
  nodeFinding,
  proxyFinding,
  terminalFinding,
} from '../doctor/here.ts'
import { credentialFinding, serverFindings } from '../doctor/server.ts'
import { exit, failureOf } from '../failures.ts'
import { systemKeyring } from '../keyring.ts'

export default class Doctor extends BaseCommand {
  static override summary = 'Find out what is wrong'
  static override description =
    'Checks this computer, the way to the server, its clock and its contract, and whether it takes your credential. ' +
    'The exit code is 0 where nothing failed, else that of the first failure.'
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --profile staging --output json']

  override async run() {
    const fault = await this.parse(Doctor).then(
      () => undefined,
      (error: unknown) => error,
    )
    const here = [
      nodeFinding(),
      await configFinding(),
      await keyringFinding(systemKeyring()),
      environmentFinding(),
      proxyFinding(),
      terminalFinding(),
    ]
    const findings = [...here, ...(fault === undefined ? await this.#server() : [this.#notConnected(fault)])]
    this.show({ data: findings.map(({ exitCode: _, ...finding }) => finding) }, () => findingsView(findings))
    process.exitCode = exitOf(findings)
  }

  async #server(): Promise<readonly Finding[]> {
    const { evently, credential } = this.connection
    const findings = await serverFindings(evently.baseUrl)
    if (findings.some(({ state }) => state === 'failed')) return findings
    return [...findings, await credentialFinding(evently, credential)]
  }

  /** A fault of the profiles or of the keyring is looked for; one of what was typed is told as such. */
  #notConnected(fault: unknown): Finding {
    const { message = '', exitCode } = failureOf(fault)
    if (exitCode === exit.usage) throw fault
    return failed('Connection', message, '', exitCode)
  }
}
