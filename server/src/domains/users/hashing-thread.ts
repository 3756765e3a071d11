// One thread that hashes passwords: started by hashing.ts, which hands it one task after the other.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'
import type { HashingResult, HashingTask } from './hashing.ts'

/** Buyers' requests weigh three times as much where there are too few cores for both. */
const niceness = 10

// On Linux a thread has a priority of its own, and elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(niceness)

parentPort!.on('message', (task: HashingTask) => {
  parentPort!.postMessage(resultOf(task))
})

function resultOf(task: HashingTask): HashingResult {
  const password = Buffer.from(task.password) // bytes come over as Uint8Array
  try {
    return {
      value: task.kind === 'hash' ? hashSync(password, task.cost) : verifySync(task.passwordHash, password),
    }
  } catch (error) {
    return { error: String(error) } // a hash that is none
  }
}
