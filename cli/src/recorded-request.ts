// What --dry-run and --print say of the request that was not sent.
import type { RequestFault } from './fault-names.ts'
import { RequestRefused } from './failures.ts'
import type { RecordedRequest } from './recording.ts'
import { asCurl, asHttp, asProgram, requestFacts, variablesOf } from './request-printing.ts'
import type { PrintForm } from './request-printing.ts'

export type ShownRequest = { readonly notes: readonly string[] } & (
  | { readonly text: string }
  | { readonly facts: object; readonly view: string }
)

/** Throws RequestRefused where the contract would refuse the request of a dry run. */
export async function showRecorded(request: RecordedRequest, form: PrintForm | undefined): Promise<ShownRequest> {
  if (form !== undefined) {
    const needed = variablesOf(request).map(([name, what]) => `It needs ${name}, ${what}.`)
    const file = form === 'sdk' ? ['Save it as a file that ends with .mts.'] : []
    return { text: form === 'curl' ? asCurl(request) : asProgram(request), notes: [...needed, ...file] }
  }
  const faults = await faultsOf(request)
  if (faults.length > 0) throw new RequestRefused(faults)
  return {
    facts: { dryRun: true, request: requestFacts(request) },
    view: asHttp(request),
    notes: ['Nothing was sent: this is what would be. It fits the contract.'],
  }
}

/** By the contract that this program was built with. What depends on the state of things, the server alone knows. */
async function faultsOf({ operation, parameters, query, body }: RecordedRequest): Promise<readonly RequestFault[]> {
  if (operation === undefined) return []
  const { requestFaults } = await import('@evently/sdk/testing')
  return requestFaults(operation, { path: parameters, query, body })
}
