// The CPU time of processes, as Linux counts it; elsewhere it is not known.
import { readFileSync } from 'node:fs'

/** Linux counts for its readers in hundredths of a second, whatever the machine. */
const tickMs = 10

/** Of a process's children that have ended, and of theirs: 0 where that isn't known. */
export const endedChildrenMs = (pid: number = process.pid): number => timesOf(pid)?.endedChildrenMs ?? 0

/** Of a process and all of its children, living or not: 0 where that isn't known. */
export function familyMs(pid: number): number {
  const own = timesOf(pid)
  if (!own) return 0
  const living = childrenOf(pid).reduce((soFar, child) => soFar + familyMs(child), 0)
  return own.ownMs + own.endedChildrenMs + living
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: utime, stime, cutime, cstime */
function timesOf(pid: number): { readonly ownMs: number; readonly endedChildrenMs: number } | undefined {
  const text = textAt(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const afterName = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = afterName.slice(11, 15)
  return { ownMs: (utime + stime) * tickMs, endedChildrenMs: (cutime + cstime) * tickMs }
}

const childrenOf = (pid: number): readonly number[] =>
  (textAt(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number)

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
