// How much memory the process takes for what it has thrown away.
import { setFlagsFromString } from 'node:v8'

/**
 * What is in use may grow by so much, in percent, before V8 looks for what is not. By itself it waits for four times as
 * much where the machine has plenty of memory.
 */
const growthPercent = 50

/**
 * For the whole process, from the next full collection on. A thousand requests under way outlive two small collections
 * and become old, 50 MB a second. To be called once the modules are loaded: Node's own are compiled anew under other
 * settings of V8.
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`)
}
