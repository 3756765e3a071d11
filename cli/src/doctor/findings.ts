// What `evently doctor` has found: each check on its own, and how the command ends for it.
import { exit } from '../exit-codes.ts'
import { fields } from '../table.ts'

export type State = 'ok' | 'note' | 'failed'

export interface Finding {
  readonly check: string
  readonly state: State
  readonly says: string
  /** What to do about it. */
  readonly fix?: string
  /** How the command ends for a failure. */
  readonly exitCode?: number
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says })
/** Nothing is wrong, but it may be what somebody is looking for. */
export const note = (check: string, says: string, fix?: string): Finding => ({
  check,
  state: 'note',
  says,
  ...(fix !== undefined && { fix }),
})
export const failed = (check: string, says: string, fix: string, exitCode: number = exit.unexpected): Finding => ({
  check,
  state: 'failed',
  says,
  fix,
  exitCode,
})

/** 0, or that of the first failure: the later ones may follow from it. */
export const exitOf = (findings: readonly Finding[]): number =>
  findings.find(({ state }) => state === 'failed')?.exitCode ?? 0

export function findingsView(findings: readonly Finding[]): string {
  const mark: Readonly<Record<State, string>> = { ok: '', note: 'Note: ', failed: 'FAILED: ' }
  return fields(
    Object.fromEntries(
      findings.map(({ check, state, says, fix }) => [
        check,
        `${mark[state]}${says}${fix === undefined ? '' : ` ${fix}`}`,
      ]),
    ),
  )
}
