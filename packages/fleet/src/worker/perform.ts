import { lstatSync, opendirSync } from 'node:fs'
import { join } from 'node:path'
import { type Checkout, checkOut, judgeAgain, look, packSeen, readRevision, unpackSeen } from 'acclimate/fleet'
import type { Answer, Task } from './message.ts'

/** Does one task in this process, which is a worker's own. */
export async function perform(task: Task): Promise<Answer> {
  const before = process.resourceUsage()
  try {
    return task.kind === 'audit' ? await audit(task, before) : await judge(task, before)
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

type Usage = ReturnType<typeof process.resourceUsage>

async function audit({ address, limits, options }: Extract<Task, { kind: 'audit' }>, before: Usage): Promise<Answer> {
  let checkout: Checkout
  try {
    checkout = await checkOut(address, limits)
  } catch (error) {
    return { kind: 'not-fetched', why: error instanceof Error ? error.message : String(error) }
  }
  try {
    const { report, seen } = await look(checkout.directory, options)
    const { files, bytes } = sizeOf(checkout.directory)
    return {
      kind: 'audited',
      commit: readRevision(checkout.directory) ?? '',
      report,
      seen: packSeen(seen),
      processorSeconds: secondsSince(before),
      files,
      bytes,
    }
  } finally {
    checkout.remove()
  }
}

async function judge({ seen, options }: Extract<Task, { kind: 'judge' }>, before: Usage): Promise<Answer> {
  const unpacked = unpackSeen(seen)
  const judged = await judgeAgain(unpacked, options)
  if (judged.kind === 'stale') return judged
  return {
    kind: 'audited',
    commit: unpacked.project.revision ?? '',
    report: judged.report,
    processorSeconds: secondsSince(before),
    files: 0,
    bytes: 0,
  }
}

function secondsSince(before: Usage): number {
  const now = process.resourceUsage()
  return (now.userCPUTime + now.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6
}

/** What lies in a folder, links not followed. */
function sizeOf(folder: string): { files: number; bytes: number } {
  let files = 0
  let bytes = 0
  const open = [folder]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const directory = opendirSync(at)
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        const path = join(at, entry.name)
        if (entry.isDirectory()) open.push(path)
        else {
          files += 1
          bytes += lstatSync(path).size
        }
      }
    } finally {
      directory.closeSync()
    }
  }
  return { files, bytes }
}
