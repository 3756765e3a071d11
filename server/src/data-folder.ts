// The data folder of the embedded default: made and tried before anything is put into it.
import { randomBytes } from 'node:crypto'
import { access, mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StartError } from './platform/start-error.ts'

/** A fresh PostgreSQL takes about 80 MB, and as much again while it is being made and filled. */
const freshBytesMin = 200 * 1024 * 1024
/** Enough that a full disk refuses it. */
const trialBytes = Buffer.alloc(64 * 1024)

/** Throws a StartError that says why the folder can't be used and what to do. */
export async function prepareDataFolder(folder: string): Promise<void> {
  const dataDir = resolve(folder)
  const trial = join(dataDir, `trial.new-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    await makeFolder(dataDir)
    await writeTrial(trial)
  } catch (error) {
    throw new StartError(sentenceFor((error as NodeJS.ErrnoException).code ?? String(error), dataDir), { cause: error })
  }
  const isFresh = await access(join(dataDir, 'postgres', 'PG_VERSION')).then(
    () => false,
    () => true,
  )
  const { bavail, bsize } = await statfs(dataDir)
  if (isFresh && bavail * bsize < freshBytesMin) throw new StartError(sentenceFor('ENOSPC', dataDir))
}

/** Throws what the file system says when nothing can be written in the folder. */
async function writeTrial(path: string): Promise<void> {
  try {
    await writeFile(path, trialBytes, { flag: 'wx' })
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * With those above it. Node's own way (`recursive`) never returns where a folder exists and takes no others, as /proc.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolder(dirname(path))
      await mkdir(path)
      return
    }
    // It may be there already, on a file system that can only be read too.
    if (
      !(await stat(path).then(
        found => found.isDirectory(),
        () => false,
      ))
    )
      throw error
  }
}

const otherwise = 'set EVENTLY_DATA_DIR to another folder'

function sentenceFor(code: string, dataDir: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return (
        `The user ${nameOfUser()} may not write in the data folder ${dataDir}. ` +
        `Give the folder to this user, or ${otherwise}.`
      )
    case 'EROFS':
      return `The data folder ${dataDir} is on a file system that can only be read. Make it writable, or ${otherwise}.`
    case 'EEXIST':
    case 'ENOTDIR':
      return (
        `The data folder ${dataDir} can't be made: a file of this name, or of a folder above it, is there. ` +
        `Move the file away, or ${otherwise}.`
      )
    case 'ENOENT':
      return `The data folder ${dataDir} can't be made: nothing can be put where it should be. Please ${otherwise}.`
    case 'ENOSPC':
    case 'EDQUOT':
      return (
        `There is too little space for the data folder ${dataDir} (a new one needs ` +
        `${freshBytesMin / 1024 / 1024} MB). ` +
        `Free some, or ${otherwise}.`
      )
    default:
      return `The data folder ${dataDir} can't be used (${code}). Please ${otherwise}.`
  }
}

function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    return `with the number ${process.getuid?.() ?? '?'}` // a container's user may have no name
  }
}
