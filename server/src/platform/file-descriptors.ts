// How many files and connections the operating system lets this process have open.

let known: number | undefined

/**
 * The limit in force; Node has raised it as far as it may. Infinity where there is none or it can't be known (Windows).
 * Asked for once: a report takes some milliseconds.
 */
export const descriptorsMax = (): number => (known ??= reportedMax())

function reportedMax(): number {
  // Its types don't know it yet.
  const report = process.report as (NodeJS.ProcessReport & { excludeNetwork?: boolean }) | undefined
  if (!report) return Infinity
  report.excludeNetwork = true // looking up the names of addresses may take seconds
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft?: number | string } } }
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : Infinity
}
